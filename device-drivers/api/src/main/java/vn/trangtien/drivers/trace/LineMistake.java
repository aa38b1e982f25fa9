package vn.trangtien.drivers.trace;

/** What is wrong with a line, before anyone knows which line it is. */
final class LineMistake extends Exception {

    LineMistake(String message) {
        super(message);
    }
}
