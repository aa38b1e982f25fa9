package vn.trangtien.ingest.objects;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.core.io.Resource;

/** A store that fails, or during whose work the process dies, when a test wants it. */
final class FaultyStore implements ObjectStore {

    /** Nobody catches it, and the database rolls back, as after a kill. */
    static final class Death extends Error {

        private static final long serialVersionUID = 1;
    }

    private final ObjectStore real;
    private final Set<String> refusing = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private boolean dieAfterDeleting;
    private boolean dieBeforeStoring;
    private boolean dieAfterStoring;
    private boolean refuseToStore;

    FaultyStore(ObjectStore real) {
        this.real = real;
    }

    void refuse(String name) {
        refusing.add(name);
    }

    void dieAfterDeleting() {
        dieAfterDeleting = true;
    }

    void dieBeforeStoring() {
        dieBeforeStoring = true;
    }

    void dieAfterStoring() {
        dieAfterStoring = true;
    }

    void refuseToStore() {
        refuseToStore = true;
    }

    void repair() {
        dieAfterStoring = false;
        refuseToStore = false;
        refusing.clear();
        dieAfterDeleting = false;
        dieBeforeStoring = false;
    }

    /** What it did not delete so far. */
    Set<String> refused() {
        return refused;
    }

    @Override
    public String put(byte[] bytes) throws IOException {
        if (dieBeforeStoring) {
            throw new Death();
        }
        if (refuseToStore) {
            throw new IOException("there is no room; make some");
        }
        String name = real.put(bytes);
        if (dieAfterStoring) {
            throw new Death();
        }
        return name;
    }

    @Override
    public Optional<Resource> find(String name) throws IOException {
        return real.find(name);
    }

    @Override
    public void delete(String name) throws IOException {
        if (refusing.contains(name)) {
            refused.add(name);
            throw new IOException("the disk is read-only; mount it for writing");
        }
        real.delete(name);
        if (dieAfterDeleting) {
            throw new Death();
        }
    }

    @Override
    public void names(Consumer<String> listener) throws IOException {
        real.names(listener);
    }

    @Override
    public int deleteUnfinished(Instant before) throws IOException {
        return real.deleteUnfinished(before);
    }
}
