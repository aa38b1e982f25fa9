package vn.trangtien.video.clip;

import java.nio.file.Path;

/** Hears how clips end, on the thread of the camera. */
public interface ClipListener {

    /**
     * A clip is complete.
     *
     * @param id as given at its beginning
     * @param firstMicros presentation time of its first picture
     * @param lengthMicros from its first picture to its last
     */
    void finished(String id, Path file, long firstMicros, long lengthMicros);

    /** There is no clip; the reason is a sentence. */
    void failed(String id, String reason);
}
