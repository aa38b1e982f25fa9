package vn.trangtien.platform.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleTreeTest {

    private static final int LARGEST = 40;

    /** Computed once with Python's hashlib from the definition in RFC 6962; no line may change. */
    @ParameterizedTest(name = "{0} leaves")
    @CsvSource({
        "1, 4e80dad45a3d3433d915cdaa8cce19000d754481cd4029ee4bc3fe1b52761087",
        "2, 0cdc5e54ca58a1acf1b1345d4a06ff917c7bbf147b190a073583e3a8a4a2d00e",
        "3, 3c83a07c520af225bce7767462da9a11f35d9430a94d631681cac6392963a4a8",
        "5, efd8b659a7c9275ac167872c8dc4747f33e972208f2010690bff6f6ce0faeabc",
        "8, 903c143004d09f0fb9a1ec895fa8979cdeefdb501a937f92fb4bbe746954972b",
        "11, c3e8223ac21c682c075c3960e91aac78e44d2617b9e8066babef9bd35b1a144f",
        "1000, 3a863a4810b6efac0b5344a4c976799541109ef1a467e863140770343baaccab",
    })
    void rootsAreThoseOfTheStandard(int leaves, String root) {
        assertThat(root(hashes(leaves))).isEqualTo(root);
    }

    @Test
    void everyLeafOfEveryTreeIsProvedAndNoOther() {
        for (int size = 1; size <= LARGEST; size++) {
            List<String> leaves = hashes(size);
            String root = root(leaves);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = InclusionProof.of(leaves, index);
                assertThat(proof.root(leaves.get(index)))
                        .as("leaf %d of %d", index, size)
                        .isEqualTo(root);
                assertThat(proof.root(hash(1_000))).isNotEqualTo(root);
            }
        }
    }

    @Test
    void aPathThatIsTooShortOrTooLongLeadsNowhere() {
        List<String> leaves = hashes(7);
        InclusionProof proof = InclusionProof.of(leaves, 2);
        var longer = new ArrayList<>(proof.path());
        longer.add(hash(5));
        var shorter = proof.path().subList(0, 2);

        assertThat(new InclusionProof(2, 7, longer).root(leaves.get(2))).isEmpty();
        assertThat(new InclusionProof(2, 7, shorter).root(leaves.get(2))).isEmpty();
    }

    @Test
    void theOrderOfLeavesMatters() {
        List<String> leaves = hashes(5);
        var swapped = new ArrayList<>(leaves);
        swapped.set(1, leaves.get(2));
        swapped.set(2, leaves.get(1));

        assertThat(root(swapped)).isNotEqualTo(root(leaves));
    }

    @Test
    void refusesWhatIsNoHash() {
        var tree = new MerkleTree();

        assertThatThrownBy(() -> tree.add("abcd")).hasMessageContaining("64 hexadecimal digits");
        assertThatThrownBy(() -> new InclusionProof(7, 7, List.of())).hasMessageContaining("index was 7 and size 7");
    }

    private static String root(List<String> leaves) {
        var tree = new MerkleTree();
        leaves.forEach(tree::add);
        return tree.root();
    }

    private static List<String> hashes(int count) {
        return IntStream.range(0, count).mapToObj(MerkleTreeTest::hash).toList();
    }

    private static String hash(int seed) {
        return HexFormat.of().formatHex(Sha256.of("entry " + seed));
    }
}
