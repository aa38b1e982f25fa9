package vn.trangtien.ingest.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;

/** What every store does. */
abstract class ObjectStoreContract {

    /** More than is fetched at once, and no round number. */
    private static final int LARGE = 3 * 1024 * 1024 + 17;

    private static final String NEVER = "0".repeat(64);

    /** An empty one. */
    abstract ObjectStore store() throws Exception;

    @Test
    void whatIsPutIsFoundUnderItsHash() throws Exception {
        ObjectStore store = store();

        String name = store.put(new byte[] {1, 2, 3});

        assertThat(name).isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
        Resource found = store.find(name).orElseThrow();
        assertThat(found.contentLength()).isEqualTo(3);
        assertThat(found.getContentAsByteArray()).containsExactly(1, 2, 3);
        assertThat(found.getContentAsByteArray()).as("again").containsExactly(1, 2, 3);
    }

    @Test
    void puttingTwiceIsPuttingOnce() throws Exception {
        ObjectStore store = store();

        assertThat(store.put(new byte[] {1})).isEqualTo(store.put(new byte[] {1}));

        assertThat(names(store)).hasSize(1);
    }

    @Test
    void aLargeObjectIsReadWholeAndInParts() throws Exception {
        ObjectStore store = store();
        byte[] large = new byte[LARGE];
        new Random(1).nextBytes(large);
        Resource found = store.find(store.put(large)).orElseThrow();

        assertThat(found.contentLength()).isEqualTo(LARGE);
        assertThat(found.getContentAsByteArray()).isEqualTo(large);
        for (int from : new int[] {0, 1, 262_143, 262_144, 262_145, 2_000_000, LARGE - 1}) {
            try (InputStream part = found.getInputStream()) {
                part.skipNBytes(from);
                assertThat(part.read()).as("at %d", from).isEqualTo(large[from] & 0xff);
            }
        }
        try (InputStream part = found.getInputStream()) {
            part.skipNBytes(LARGE);
            assertThat(part.read()).isEqualTo(-1);
        }
    }

    @Test
    void whatIsNotThereIsEmpty() throws Exception {
        ObjectStore store = store();

        assertThat(store.find(NEVER)).isEmpty();
        assertThat(store.find("../../etc/passwd")).isEmpty();
        assertThat(store.find("")).isEmpty();
    }

    @Test
    void whatIsDeletedIsGoneAndDeletingAgainHarmsNothing() throws Exception {
        ObjectStore store = store();
        String gone = store.put(new byte[] {1});
        String stays = store.put(new byte[] {2});

        store.delete(gone);
        store.delete(gone);
        store.delete("..");

        assertThat(store.find(gone)).isEmpty();
        assertThat(store.find(stays)).isPresent();
        assertThat(names(store)).containsExactly(stays);
    }

    @Test
    void allNamesAreTold() throws Exception {
        ObjectStore store = store();
        var put = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            put.add(store.put(new byte[] {(byte) i}));
        }

        assertThat(names(store)).containsExactlyInAnyOrderElementsOf(put);
    }

    static List<String> names(ObjectStore store) throws IOException {
        var names = new ArrayList<String>();
        store.names(names::add);
        return names;
    }
}
