package vn.trangtien.sim.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H264FilmTest {

    static final byte[] SPS = {0x67, 0x42, (byte) 0xC0, 0x1E, 1};
    static final byte[] PPS = {0x68, (byte) 0xCE, 2};
    private static final byte[] DELIMITER = {0x09, 0x10};
    private static final byte[] KEY_FIRST_SLICE = {0x65, (byte) 0x88, 3};
    private static final byte[] KEY_SECOND_SLICE = {0x65, 0x40, 4};
    private static final byte[] SLICE = {0x41, (byte) 0x9A, 5};

    @TempDir
    private Path directory;

    @Test
    void slicesOfOnePictureStayTogether() {
        H264Film film = H264Film.parse(stream(SPS, PPS, KEY_FIRST_SLICE, KEY_SECOND_SLICE, SLICE, SLICE), 25);

        assertThat(film.pictures()).hasSize(3);
        assertThat(film.pictures().get(0).nalUnits()).containsExactly(KEY_FIRST_SLICE, KEY_SECOND_SLICE);
        assertThat(film.pictures()).extracting(AccessUnit::isKey).containsExactly(true, false, false);
    }

    @Test
    void parameterSetsAndDelimitersAreTakenOut() {
        H264Film film = H264Film.parse(
                stream(DELIMITER, SPS, PPS, KEY_FIRST_SLICE, DELIMITER, SLICE, DELIMITER, SPS, PPS, KEY_FIRST_SLICE),
                25);

        assertThat(film.sequenceParameters()).isEqualTo(SPS);
        assertThat(film.pictureParameters()).isEqualTo(PPS);
        assertThat(film.pictures().stream().flatMap(picture -> picture.nalUnits().stream()))
                .containsExactly(KEY_FIRST_SLICE, SLICE, KEY_FIRST_SLICE);
    }

    @Test
    void picturesBeforeTheFirstKeyAreOfNoUse() {
        H264Film film = H264Film.parse(stream(SPS, PPS, SLICE, SLICE, KEY_FIRST_SLICE, SLICE), 25);

        assertThat(film.pictures()).hasSize(2);
        assertThat(film.pictures().get(0).isKey()).isTrue();
    }

    @Test
    void startCodesOfThreeAndFourBytesAndTrailingZerosAreTheSame() {
        byte[] mixed = {0, 0, 0, 1, 0x09, 0x10, 0, 0, 0, 0, 1, 0x41, 7, 0, 0, 1, 0x41, 8, 0};

        assertThat(AnnexB.split(mixed)).containsExactly(DELIMITER, new byte[] {0x41, 7}, new byte[] {0x41, 8});
    }

    @Test
    void aFileOfAnotherKindSaysHowToConvertIt() throws IOException {
        Path file = Files.writeString(directory.resolve("clip.mp4"), "no byte stream");

        assertThatThrownBy(() -> H264Film.read(file, 25))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("clip.mp4")
                .hasMessageContaining("ffmpeg -i");
    }

    static byte[] stream(byte[]... nalUnits) {
        var bytes = new ByteArrayOutputStream();
        for (byte[] nal : nalUnits) {
            bytes.writeBytes(new byte[] {0, 0, 0, 1});
            bytes.writeBytes(nal);
        }
        return bytes.toByteArray();
    }

    /** A film of so many pictures with a key picture at every tenth, each slice with that many bytes. */
    static H264Film film(int pictures, int sliceBytes) {
        var nals = new ArrayList<byte[]>(List.of(SPS, PPS));
        for (int i = 0; i < pictures; i++) {
            var slice = new byte[sliceBytes];
            Arrays.fill(slice, (byte) (i + 1 | 1));
            slice[0] = (byte) (i % 10 == 0 ? 0x65 : 0x41);
            slice[1] = (byte) 0x88;
            nals.add(slice);
        }
        return H264Film.parse(stream(nals.toArray(byte[][]::new)), 25);
    }
}
