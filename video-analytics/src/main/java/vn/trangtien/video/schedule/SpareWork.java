package vn.trangtien.video.schedule;

/** Something that is done when no camera waits for a detector. Exactly one of the two is called. */
public interface SpareWork {

    /** On a thread of the pool. */
    void run();

    /** It will never be run: gives back what it holds. On any thread. */
    void drop();
}
