package vn.trangtien.drivers;

/** A {@link Device} at which something may happen that cannot wait for the next poll, such as an opened door. */
public interface Eventful {

    /** Whether a {@link Device#read} now would show something new. Any thread; does not touch the bus. */
    boolean hasNews();
}
