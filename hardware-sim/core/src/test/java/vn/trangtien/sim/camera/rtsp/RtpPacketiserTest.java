package vn.trangtien.sim.camera.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.trangtien.sim.camera.film.AccessUnit;
import vn.trangtien.sim.camera.film.Codec;
import vn.trangtien.sim.camera.film.Film;
import vn.trangtien.sim.camera.film.TestFilms;

class RtpPacketiserTest {

    private static final int HEADER = 12;
    private final List<byte[]> packets = new ArrayList<>();

    @ParameterizedTest(name = "{0}, slice of {1} bytes")
    @CsvSource({
        "H264, 4",
        "H264, 1379",
        "H264, 1380",
        "H264, 1381",
        "H264, 1382",
        "H264, 2757",
        "H264, 2758",
        "H264, 10000",
        "H265, 4",
        "H265, 1380",
        "H265, 1381",
        "H265, 2756",
        "H265, 2757",
        "H265, 10000",
    })
    void whatIsCutCanBePutTogetherAgain(Codec codec, int sliceBytes) throws IOException {
        Film film = TestFilms.of(codec, 2, sliceBytes);

        send(film, film.pictures().get(1), 3_600);

        assertThat(putTogether(codec))
                .containsExactly(film.pictures().get(1).nalUnits().get(0));
        assertThat(packets).allSatisfy(packet -> assertThat(packet).hasSizeLessThanOrEqualTo(HEADER + 1380));
    }

    @ParameterizedTest
    @EnumSource(names = {"H264", "H265"})
    void aKeyPictureBringsItsParameterSetsInOnePacket(Codec codec) throws IOException {
        Film film = TestFilms.of(codec, 1, 3_000);
        List<byte[]> expected = new ArrayList<>(film.parameterSets());
        expected.add(film.pictures().get(0).nalUnits().get(0));

        send(film, film.pictures().get(0), 0);

        assertThat(putTogether(codec)).containsExactlyElementsOf(expected);
        assertThat(packets).hasSize(1 + 3);
    }

    @Test
    void onlyTheLastPacketOfAPictureCarriesTheMarker() throws IOException {
        Film film = TestFilms.of(Codec.H264, 1, 5_000);

        send(film, film.pictures().get(0), 0);

        for (int i = 0; i < packets.size(); i++) {
            assertThat((packets.get(i)[1] & 0x80) != 0).isEqualTo(i == packets.size() - 1);
            assertThat(packets.get(i)[1] & 0x7F).isEqualTo(96);
        }
    }

    @Test
    void sequenceNumbersGoOnAfter65535AndTheTimeIsTheSameForAPicture() throws IOException {
        Film film = TestFilms.of(Codec.H264, 1, 5_000);

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

    private void send(Film film, AccessUnit picture, long timestamp) throws IOException {
        new RtpPacketiser(0xCAFE, 65_534)
                .send(film, picture, timestamp, (packet, length) -> packets.add(Arrays.copyOf(packet, length)));
    }

    /** The receiver's side of RFC 6184 and RFC 7798: single NAL units, aggregates and fragments. */
    private List<byte[]> putTogether(Codec codec) {
        boolean h265 = codec == Codec.H265;
        int nalHeader = h265 ? 2 : 1;
        var nals = new ArrayList<byte[]>();
        var fragments = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            int type = h265 ? packet[HEADER] >> 1 & 0x3F : packet[HEADER] & 0x1F;
            if (type == (h265 ? 48 : 24)) {
                ByteBuffer in = ByteBuffer.wrap(packet).position(HEADER + nalHeader);
                while (in.hasRemaining()) {
                    var nal = new byte[in.getShort() & 0xFFFF];
                    in.get(nal);
                    nals.add(nal);
                }
            } else if (type != (h265 ? 49 : 28)) {
                nals.add(Arrays.copyOfRange(packet, HEADER, packet.length));
            } else {
                int flags = packet[HEADER + nalHeader];
                if ((flags & 0x80) != 0) {
                    fragments.reset();
                    fragments.write(
                            h265 ? packet[HEADER] & 0x81 | (flags & 0x3F) << 1 : packet[HEADER] & 0xE0 | flags & 0x1F);
                    fragments.write(packet, HEADER + 1, nalHeader - 1);
                }
                int head = HEADER + nalHeader + 1;
                fragments.write(packet, head, packet.length - head);
                if ((flags & 0x40) != 0) {
                    nals.add(fragments.toByteArray());
                }
            }
        }
        return nals;
    }
}
