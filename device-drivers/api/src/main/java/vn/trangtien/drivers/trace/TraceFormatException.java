package vn.trangtien.drivers.trace;

/** A line that is not of the format. The message names file and line, what was expected and what stands there. */
public final class TraceFormatException extends Exception {

    private final int line;

    TraceFormatException(String file, int line, String message) {
        super("%s:%d: %s".formatted(file, line, message));
        this.line = line;
    }

    /** From 1. */
    public int line() {
        return line;
    }
}
