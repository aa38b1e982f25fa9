package vn.trangtien.sim.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A film in memory, ready to be sent picture by picture. */
final class H264Film {

    private final byte[] sequenceParameters;
    private final byte[] pictureParameters;
    private final List<AccessUnit> pictures;
    private final double framesPerSecond;

    /**
     * Puts a film together.
     *
     * @param sequenceParameters the SPS of the whole film
     * @param pictureParameters the PPS of the whole film
     * @param pictures at least one, the first of them a key picture
     * @param framesPerSecond more than 0
     */
    private H264Film(
            byte[] sequenceParameters, byte[] pictureParameters, List<AccessUnit> pictures, double framesPerSecond) {
        if (pictures.isEmpty() || !pictures.get(0).isKey()) {
            throw new IllegalArgumentException("a film must begin with a key picture (IDR)");
        }
        if (!(framesPerSecond > 0)) {
            throw new IllegalArgumentException("frames per second must be above 0, but were " + framesPerSecond);
        }
        this.sequenceParameters = sequenceParameters;
        this.pictureParameters = pictureParameters;
        this.pictures = List.copyOf(pictures);
        this.framesPerSecond = framesPerSecond;
    }

    byte[] sequenceParameters() {
        return sequenceParameters;
    }

    byte[] pictureParameters() {
        return pictureParameters;
    }

    List<AccessUnit> pictures() {
        return pictures;
    }

    double framesPerSecond() {
        return framesPerSecond;
    }

    /**
     * Reads an H.264 byte stream (a {@code .h264} file).
     *
     * @throws IOException if the file cannot be read or holds no such stream
     */
    static H264Film read(Path file, double framesPerSecond) throws IOException {
        try {
            return parse(Files.readAllBytes(file), framesPerSecond);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "%s is no H.264 byte stream: %s; convert it with: ffmpeg -i FILE -an -c:v copy -bsf:v h264_mp4toannexb OUT.h264"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    static H264Film parse(byte[] stream, double framesPerSecond) {
        byte[] sps = new byte[0];
        byte[] pps = new byte[0];
        var pictures = new ArrayList<AccessUnit>();
        var current = new ArrayList<byte[]>();
        boolean hasSlice = false;
        for (byte[] nal : AnnexB.split(stream)) {
            NalType type = NalType.of(nal);
            if (hasSlice && beginsPicture(type, nal)) {
                pictures.add(new AccessUnit(current));
                current.clear();
                hasSlice = false;
            }
            switch (type) {
                case SEQUENCE_PARAMETERS -> sps = sps.length == 0 ? nal : sps;
                case PICTURE_PARAMETERS -> pps = pps.length == 0 ? nal : pps;
                case DELIMITER -> hasSlice = false;
                default -> current.add(nal);
            }
            hasSlice |= type.isSlice();
        }
        if (hasSlice) {
            pictures.add(new AccessUnit(current));
        }
        if (sps.length < 4 || pps.length == 0) {
            throw new IllegalArgumentException("it has no parameter sets (SPS and PPS)");
        }
        while (!pictures.isEmpty() && !pictures.get(0).isKey()) {
            pictures.remove(0);
        }
        return new H264Film(sps, pps, pictures, framesPerSecond);
    }

    /** A slice begins a picture if its first macroblock is number 0, which is coded as a single set bit. */
    private static boolean beginsPicture(NalType type, byte[] nal) {
        return !type.isSlice() || (nal.length > 1 && (nal[1] & 0x80) != 0);
    }
}
