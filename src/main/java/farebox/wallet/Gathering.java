package farebox.wallet;

/**
 * Whether a lane gives the callers whom it has just answered a moment to come back. It does where many do come back, and
 * otherwise tries again now and then: those who go away for longer, as a gateway's callers do, would only learn to come in
 * crowds.
 */
final class Gathering {
    private static final int CROWD = 8;
    private static final int VAIN_MAX = 4;
    private static final int BATCHES_WITHOUT = 32;

    private int waiting;
    private int answered;
    private int vain;
    private int without;

    /** A batch is committed while so many wait; its callers are told next. */
    void committed(int waiting) {
        this.waiting = waiting;
    }

    /** How many will wait once all who were just answered are back; 0 where that is not worth waiting for. */
    int wanted(int answered) {
        this.answered = answered;
        if (answered < CROWD) return 0;
        if (vain >= VAIN_MAX && ++without < BATCHES_WITHOUT) return 0;
        return waiting + answered;
    }

    /** The moment is over, and so many wait now. */
    void ended(int nowWaiting) {
        without = 0;
        vain = nowWaiting - waiting < answered / 2 ? vain + 1 : 0;
    }
}
