package canary.money;

interface AnswersInFractions {
    float credits();
}
