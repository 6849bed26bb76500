package canary.money;

class CountsInFractions {
    final Double credits = 0.5;
}
