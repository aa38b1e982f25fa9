package vn.trangtien.video.privacy;

/**
 * Keeps the record of every picture that leaves the process. Asked before the picture leaves: if the record cannot be
 * written, which an implementation tells by any unchecked exception, the picture stays. Called by several threads.
 */
@FunctionalInterface
public interface ImageAudit {

    void leaves(ImageRecord image);
}
