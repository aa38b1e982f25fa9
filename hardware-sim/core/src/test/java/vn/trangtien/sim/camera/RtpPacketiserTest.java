package vn.trangtien.sim.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpPacketiserTest {

    private static final int HEADER = 12;
    private final List<byte[]> packets = new ArrayList<>();

    @ParameterizedTest(name = "slice of {0} bytes")
    @ValueSource(ints = {4, 1379, 1380, 1381, 1382, 2757, 2758, 10_000})
    void whatIsCutCanBePutTogetherAgain(int sliceBytes) throws IOException {
        H264Film film = H264FilmTest.film(2, sliceBytes);

        send(film, film.pictures().get(1), 3_600);

        assertThat(putTogether())
                .containsExactly(film.pictures().get(1).nalUnits().get(0));
        assertThat(packets).allSatisfy(packet -> assertThat(packet).hasSizeLessThanOrEqualTo(HEADER + 1380));
    }

    @Test
    void aKeyPictureBringsItsParameterSets() throws IOException {
        H264Film film = H264FilmTest.film(1, 3_000);

        send(film, film.pictures().get(0), 0);

        assertThat(putTogether())
                .containsExactly(
                        H264FilmTest.SPS,
                        H264FilmTest.PPS,
                        film.pictures().get(0).nalUnits().get(0));
    }

    @Test
    void onlyTheLastPacketOfAPictureCarriesTheMarker() throws IOException {
        H264Film film = H264FilmTest.film(1, 5_000);

        send(film, film.pictures().get(0), 0);

        for (int i = 0; i < packets.size(); i++) {
            assertThat((packets.get(i)[1] & 0x80) != 0).isEqualTo(i == packets.size() - 1);
            assertThat(packets.get(i)[1] & 0x7F).isEqualTo(96);
        }
    }

    @Test
    void sequenceNumbersGoOnAfter65535AndTheTimeIsTheSameForAPicture() throws IOException {
        H264Film film = H264FilmTest.film(1, 5_000);

        send(film, film.pictures().get(0), (1L << 32) + 7);

        int number = 65_534;
        for (byte[] packet : packets) {
            ByteBuffer header = ByteBuffer.wrap(packet);
            assertThat(header.getShort(2) & 0xFFFF).isEqualTo(number);
            assertThat(header.getInt(4)).isEqualTo(7);
            assertThat(header.getInt(8)).isEqualTo(0xCAFE);
            number = number + 1 & 0xFFFF;
        }
    }

    private void send(H264Film film, AccessUnit picture, long timestamp) throws IOException {
        new RtpPacketiser(film, 0xCAFE, 65_534)
                .send(picture, timestamp, (packet, length) -> packets.add(Arrays.copyOf(packet, length)));
    }

    /** The receiver's side of RFC 6184: single NAL units and FU-A. */
    private List<byte[]> putTogether() {
        var nals = new ArrayList<byte[]>();
        var fragments = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            int type = packet[HEADER] & 0x1F;
            if (type != 28) {
                nals.add(Arrays.copyOfRange(packet, HEADER, packet.length));
                continue;
            }
            int flags = packet[HEADER + 1];
            if ((flags & 0x80) != 0) {
                fragments.reset();
                fragments.write(packet[HEADER] & 0xE0 | flags & 0x1F);
            }
            fragments.write(packet, HEADER + 2, packet.length - HEADER - 2);
            if ((flags & 0x40) != 0) {
                nals.add(fragments.toByteArray());
            }
        }
        return nals;
    }
}
