package vn.trangtien.sim.camera.film;

import java.util.Locale;
import java.util.Optional;

/** How the pictures of a film are encoded. */
public enum Codec {
    H264,
    H265,
    MJPEG;

    /** As people write it: {@code h264}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reverse of {@link #word}. */
    public static Optional<Codec> of(String word) {
        for (Codec codec : values()) {
            if (codec.word().equals(word)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    /** The type of a NAL unit (H.264: table 7-1; H.265: table 7-1). */
    int nalType(byte[] nal) {
        return this == H265 ? nal[0] >> 1 & 0x3F : nal[0] & 0x1F;
    }

    /** Whether the NAL unit describes pictures rather than being part of one: VPS, SPS or PPS. */
    boolean isParameterSet(byte[] nal) {
        int type = nalType(nal);
        return this == H265 ? type >= 32 && type <= 34 : this == H264 && (type == 7 || type == 8);
    }

    /** Whether the NAL unit only says that a picture begins or a stream ends, which RTP says by itself. */
    boolean isDelimiter(byte[] nal) {
        int type = nalType(nal);
        return this == H265 ? type >= 35 && type <= 38 : this == H264 && type >= 9 && type <= 12;
    }
}
