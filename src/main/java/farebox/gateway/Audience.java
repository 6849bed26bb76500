package farebox.gateway;

/**
 * A listener who may leave. Whoever leaves before anything was heard ends the call; once something was, the model may end
 * what it says, since it is charged, and can be found under its key.
 */
final class Audience implements Listener {
    private final Listener listener;
    private boolean there = true;
    private boolean heard;

    Audience(Listener listener) {
        this.listener = listener;
    }

    @Override
    public boolean hear(Delta delta) {
        there = there && listener.hear(delta);
        heard = heard || there;
        return heard;
    }

    @Override
    public boolean isThere() {
        there = there && listener.isThere();
        return heard || there;
    }
}
