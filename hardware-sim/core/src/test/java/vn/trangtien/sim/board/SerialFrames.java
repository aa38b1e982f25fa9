package vn.trangtien.sim.board;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import vn.trangtien.drivers.port.SerialLink;

/** What came over a line in some time. */
record SerialFrames(byte[] bytes) {

    static SerialFrames listen(SerialLink link, Duration time) throws Exception {
        var heard = new ByteArrayOutputStream();
        long start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            heard.writeBytes(link.read(64, Duration.ofMillis(50)));
        }
        return new SerialFrames(heard.toByteArray());
    }

    /** Groups of four bytes that an A02YYUW could have sent. */
    long validDistances() {
        long valid = 0;
        for (int i = 0; i + 4 <= bytes.length; i++) {
            int sum = (bytes[i] & 0xFF) + (bytes[i + 1] & 0xFF) + (bytes[i + 2] & 0xFF);
            if ((bytes[i] & 0xFF) == 0xFF && (byte) sum == bytes[i + 3]) {
                valid++;
            }
        }
        return valid;
    }
}
