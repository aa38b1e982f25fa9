package vn.trangtien.sim.camera.film;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a byte stream apart at its start codes {@code 00 00 01} (ITU-T H.264, annex B). */
final class AnnexB {

    private AnnexB() {}

    /** The NAL units without start codes and without the zeros that may follow them. */
    static List<byte[]> split(byte[] stream) {
        var units = new ArrayList<byte[]>();
        int begin = startCode(stream, 0);
        while (begin < stream.length) {
            int from = begin + 3;
            int next = startCode(stream, from);
            int end = next;
            while (end > from && stream[end - 1] == 0) {
                end--;
            }
            if (end > from) {
                units.add(Arrays.copyOfRange(stream, from, end));
            }
            begin = next;
        }
        return units;
    }

    /** Index of the next start code, or the length of the stream. */
    private static int startCode(byte[] stream, int from) {
        for (int i = from; i + 2 < stream.length; i++) {
            if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
                return i;
            }
        }
        return stream.length;
    }
}
