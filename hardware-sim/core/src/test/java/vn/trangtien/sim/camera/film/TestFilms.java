package vn.trangtien.sim.camera.film;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Films of made-up bytes, in the right shape for everything that does not decode them. */
public final class TestFilms {

    public static final byte[] SPS = {0x67, 0x42, (byte) 0xC0, 0x1E, 1};
    public static final byte[] PPS = {0x68, (byte) 0xCE, 2};
    public static final byte[] HEVC_VPS = {0x40, 1, 12};
    public static final byte[] HEVC_SPS = {0x42, 1, 13, 14};
    public static final byte[] HEVC_PPS = {0x44, 1, 15};

    private TestFilms() {}

    /** 25 pictures a second, a key picture at every tenth, each of one slice with that many bytes. */
    public static Film of(Codec codec, int count, int sliceBytes) {
        var pictures = new ArrayList<AccessUnit>();
        for (int i = 0; i < count; i++) {
            boolean key = i % 10 == 0;
            var slice = new byte[sliceBytes];
            Arrays.fill(slice, (byte) (i + 1 | 1));
            if (codec == Codec.H265) {
                slice[0] = (byte) (key ? 19 << 1 : 1 << 1);
                slice[1] = 1;
            } else {
                slice[0] = (byte) (key ? 0x65 : 0x41);
            }
            pictures.add(new AccessUnit(List.of(slice), key, i * 3_600L, i * 3_600L));
        }
        List<byte[]> sets = codec == Codec.H265 ? List.of(HEVC_VPS, HEVC_SPS, HEVC_PPS) : List.of(SPS, PPS);
        return new Film(codec, 640, 360, sets, pictures, 25);
    }
}
