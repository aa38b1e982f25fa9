package vn.trangtien.video.detect;

import java.util.Optional;

/**
 * Opens detectors by the name that stands in a camera's configuration.
 *
 * <p>Every call gives a detector of its own, for one thread; those of the same model share the model's memory. May be called
 * by several threads.
 */
@FunctionalInterface
public interface DetectorFactory {

    /** The best that is installed on this machine. */
    String AUTO = "auto";

    /** No model at all: things that move are counted. */
    String BLOB = "blob";

    /**
     * Opens a detector; the first one of a model takes a second or two.
     *
     * @param name {@link #AUTO}, {@link #BLOB}, the id of an installed model ({@code ssd}, {@code centernet}, a customer's) or
     *     the path of a YAML file that describes one
     * @return empty if the camera shall count by motion: for {@link #BLOB}, and for {@link #AUTO} where no model is installed
     * @throws DetectorException if the model is named but missing, or installed but unusable; the message says what to do
     */
    Optional<Detector> open(String name) throws DetectorException;
}
