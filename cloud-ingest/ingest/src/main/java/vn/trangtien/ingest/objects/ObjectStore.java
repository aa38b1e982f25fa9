package vn.trangtien.ingest.objects;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.core.io.Resource;

/**
 * Objects named by the SHA-256 of their bytes (64 hexadecimal digits, lower case), so that storing twice is storing once and
 * nobody can change what a name stands for. It does not know how long anything is kept: {@link KeptObjects} is the way in.
 * Thread-safe.
 */
interface ObjectStore {

    /**
     * Stores the bytes; when this returns they survive a crash.
     *
     * @return their name
     * @throws IOException if they may not be stored; storing them again is harmless
     */
    String put(byte[] bytes) throws IOException;

    /**
     * The object of that name; its length is known, and a part of it can be read without the rest.
     *
     * @return empty if there is none or it is no name
     * @throws IOException if that cannot be found out at the moment
     */
    Optional<Resource> find(String name) throws IOException;

    /**
     * Forgets the object; nothing happens if there is none or it is no name.
     *
     * @throws IOException if it may still be there; the message says why and what to do
     */
    void delete(String name) throws IOException;

    /** Tells the names of everything that is there, in no order. */
    void names(Consumer<String> listener) throws IOException;

    /**
     * Deletes what was begun before that time and never finished, because the process died over it.
     *
     * @return how many there were
     */
    int deleteUnfinished(Instant before) throws IOException;
}
