package vn.trangtien.ingest.objects;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The way into the store: nothing is stored that is not written down before. Thread-safe. */
@Component
public class KeptObjects {

    private final ObjectStore store;
    private final ObjectBooks books;

    KeptObjects(ObjectStore store, ObjectBooks books) {
        this.store = store;
        this.books = books;
    }

    /**
     * Stores objects; when this returns they survive a crash, and stay if {@link Snapshots#add} books them soon: what is not
     * booked is deleted after an hour, and then refuses to be booked. Must not be called in a transaction.
     *
     * @return their names, in the same order
     * @throws IOException if some may not be stored; storing all of them again is harmless
     */
    public List<String> keep(List<byte[]> objects) throws IOException {
        if (objects.isEmpty()) {
            return List.of();
        }
        books.announce(objects.stream().map(ObjectName::of).toList());
        var names = new ArrayList<String>(objects.size());
        for (byte[] object : objects) {
            names.add(store.put(object));
        }
        return List.copyOf(names);
    }
}
