package farebox.ledger;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;

/** The root over any number of leaves, in the memory of a few hashes; as in RFC 6962, but for SHA-256 alone. */
final class MerkleTree {
    /** The root of a full subtree, of 2 to the power of {@code height} leaves. */
    private record Subtree(int height, byte[] root) {}

    private final Deque<Subtree> left = new ArrayDeque<>();
    private final MessageDigest digest = Chain.sha256();

    void add(byte[] leaf) {
        digest.update((byte) 0);
        var subtree = new Subtree(0, digest.digest(leaf));
        while (!left.isEmpty() && left.peek().height == subtree.height)
            subtree = new Subtree(subtree.height + 1, join(left.pop().root, subtree.root));
        left.push(subtree);
    }

    /** The root over all that was added; no more leaves can follow. */
    byte[] root() {
        if (left.isEmpty()) return digest.digest();
        var root = left.pop().root;
        while (!left.isEmpty()) root = join(left.pop().root, root);
        return root;
    }

    private byte[] join(byte[] one, byte[] other) {
        digest.update((byte) 1);
        digest.update(one);
        return digest.digest(other);
    }
}
