package vn.trangtien.video.detect;

import java.util.List;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Picture;

/**
 * Finds things in a picture. Used by one thread at a time; several detectors of the same model share its memory.
 *
 * @see DetectorFacts#labels
 */
public interface Detector extends AutoCloseable {

    DetectorFacts facts();

    /**
     * Looks at a part of the picture.
     *
     * @param part the whole picture or a region with motion, in shares of the picture
     * @return with boxes in shares of the whole picture, overlapping ones of the same label already joined, best score first
     * @throws DetectorException if the model fails on this picture; the next one may work
     */
    List<Detection> detect(Picture picture, Box part) throws DetectorException;

    /** Gives the memory of this detector back; that of the model with the last of its detectors. Safe to call twice. */
    @Override
    void close();
}
