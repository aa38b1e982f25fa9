package vn.trangtien.video.model.convert;

/** A graph that cannot be converted; the message names the node and what is wrong with it. */
public final class ConversionException extends Exception {

    private static final long serialVersionUID = 1;

    public ConversionException(String message) {
        super(message);
    }

    public ConversionException(String message, Throwable cause) {
        super(message, cause);
    }
}
