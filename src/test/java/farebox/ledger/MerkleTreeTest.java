package farebox.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The roots that RFC 6962's reference implementation gives. */
class MerkleTreeTest {
    private static String root(String... leaves) {
        var tree = new MerkleTree();
        for (var leaf : leaves) tree.add(HexFormat.of().parseHex(leaf));
        return HexFormat.of().formatHex(tree.root());
    }

    @Test
    void roots_are_those_of_certificate_transparency() {
        assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", root());
        assertEquals("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", root(""));
        assertEquals("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125", root("", "00"));
        assertEquals("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", root("", "00", "10"));
        assertEquals(
                "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
                root(
                        "",
                        "00",
                        "10",
                        "2021",
                        "3031",
                        "40414243",
                        "5051525354555657",
                        "606162636465666768696a6b6c6d6e6f"));
    }
}
