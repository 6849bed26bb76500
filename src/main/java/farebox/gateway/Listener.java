package farebox.gateway;

/** Whoever hears a streamed answer. Each call may wait until they have room for more, and says whether they are still there. */
public interface Listener {
    boolean hear(Delta delta);

    /** Asked about once a second while the model is silent. */
    boolean isThere();
}
