package vn.trangtien.platform.numbering;

/** What was asked of a register goes against its rules; the message says which and what to do. Nothing was changed. */
public final class NumberRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NumberRefusedException(String message) {
        super(message);
    }
}
