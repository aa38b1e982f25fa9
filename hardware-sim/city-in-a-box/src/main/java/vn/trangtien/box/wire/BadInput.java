package vn.trangtien.box.wire;

/** Input of a person or a pipe that cannot be used. Expected, hence checked; the message says what was wrong and where. */
public final class BadInput extends Exception {

    private static final long serialVersionUID = 1L;

    BadInput(String message) {
        super(message);
    }

    /** Never null, unlike {@link #getMessage()} as the compiler sees it. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
