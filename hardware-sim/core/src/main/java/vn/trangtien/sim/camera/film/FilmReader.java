package vn.trangtien.sim.camera.film;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Takes a video file apart into the pictures that a camera sends. Any container that FFmpeg knows; one use. */
final class FilmReader {

    private static final long LARGEST_BYTES = 512L << 20;
    private static final double RATE_IF_UNKNOWN = 25;

    private final Path file;
    private final Codec codec;
    private final AVStream stream;
    private final double framesPerSecond;
    private final List<byte[]> parameterSets = new ArrayList<>();
    private final List<AccessUnit> pictures = new ArrayList<>();
    private long firstSent = AV_NOPTS_VALUE;

    private FilmReader(Path file, Codec codec, AVStream stream) {
        this.file = file;
        this.codec = codec;
        this.stream = stream;
        double rate = av_q2d(stream.avg_frame_rate());
        this.framesPerSecond = rate > 0 && rate < 1_000 ? rate : RATE_IF_UNKNOWN;
    }

    /**
     * Reads the best video stream of a file as it is.
     *
     * @return empty if the video is in a format that cameras do not send, so that it has to be converted
     * @throws IOException if the file cannot be read, is too large to be kept in memory, or holds no video
     */
    static Optional<Film> read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("%s cannot be read; check the path and the permission".formatted(file));
        }
        if (Files.size(file) > LARGEST_BYTES) {
            throw new IOException(
                    "%s has %d bytes, but a film is kept in memory and may have %d; cut it shorter: ffmpeg -i FILE -t 60 -c copy OUT.mp4"
                            .formatted(file, Files.size(file), LARGEST_BYTES));
        }
        FilmEncoder.keepHomeTidy();
        av_log_set_level(AV_LOG_QUIET);
        var format = new AVFormatContext(null);
        if (avformat_open_input(format, file.toString(), null, (AVDictionary) null) < 0) {
            throw new IOException("%s is no video file that FFmpeg can read".formatted(file));
        }
        try {
            int index = avformat_find_stream_info(format, (PointerPointer<?>) null) < 0
                    ? -1
                    : av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
            if (index < 0) {
                throw new IOException("%s has no video in it".formatted(file));
            }
            AVStream stream = format.streams(index);
            @Nullable Codec codec = codec(stream.codecpar().codec_id());
            return codec == null ? Optional.empty() : Optional.of(new FilmReader(file, codec, stream).film(format));
        } finally {
            avformat_close_input(format);
        }
    }

    private static @Nullable Codec codec(int id) {
        return switch (id) {
            case AV_CODEC_ID_H264 -> Codec.H264;
            case AV_CODEC_ID_HEVC -> Codec.H265;
            case AV_CODEC_ID_MJPEG -> Codec.MJPEG;
            default -> null;
        };
    }

    private Film film(AVFormatContext format) throws IOException {
        AVBSFContext filter = filter();
        AVPacket packet = av_packet_alloc();
        try {
            takeParameterSets(filter.par_out());
            while (av_read_frame(format, packet) >= 0) {
                // The filter takes the packet over, also one of another stream that it is not given.
                if (packet.stream_index() == stream.index() && av_bsf_send_packet(filter, packet) >= 0) {
                    drain(filter, packet);
                } else {
                    av_packet_unref(packet);
                }
            }
            av_bsf_send_packet(filter, null);
            drain(filter, packet);
        } finally {
            av_packet_free(packet);
            av_bsf_free(filter);
        }
        while (!pictures.isEmpty() && !pictures.get(0).isKey()) {
            pictures.remove(0);
        }
        try {
            AVCodecParameters facts = stream.codecpar();
            return new Film(codec, facts.width(), facts.height(), parameterSets, fromZero(), framesPerSecond);
        } catch (IllegalArgumentException e) {
            throw new IOException("%s cannot be played: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Turns lengths before NAL units, as in MP4, into start codes; does nothing where they are there already. */
    private AVBSFContext filter() throws IOException {
        String name = switch (codec) {
            case H264 -> "h264_mp4toannexb";
            case H265 -> "hevc_mp4toannexb";
            case MJPEG -> "null";
        };
        var filter = new AVBSFContext(null);
        if (av_bsf_alloc(av_bsf_get_by_name(name), filter) < 0
                || avcodec_parameters_copy(filter.par_in(), stream.codecpar()) < 0
                || av_bsf_init(filter.time_base_in(stream.time_base())) < 0) {
            av_bsf_free(filter);
            throw new IOException("%s cannot be taken apart: FFmpeg's filter %s refuses it".formatted(file, name));
        }
        return filter;
    }

    private void takeParameterSets(AVCodecParameters facts) {
        if (codec != Codec.MJPEG && facts.extradata_size() > 0) {
            var bytes = new byte[facts.extradata_size()];
            facts.extradata().get(bytes);
            AnnexB.split(bytes).stream().filter(codec::isParameterSet).forEach(this::keepParameterSet);
        }
    }

    private void drain(AVBSFContext filter, AVPacket packet) {
        try (var ticks = new AVRational().num(1).den(Film.CLOCK_RATE)) {
            while (av_bsf_receive_packet(filter, packet) >= 0) {
                av_packet_rescale_ts(packet, filter.time_base_out(), ticks);
                take(packet);
                av_packet_unref(packet);
            }
        }
    }

    private void take(AVPacket packet) {
        var bytes = new byte[packet.size()];
        packet.data().get(bytes);
        var nals = new ArrayList<byte[]>();
        if (codec == Codec.MJPEG) {
            nals.add(bytes);
        } else {
            for (byte[] nal : AnnexB.split(bytes)) {
                if (codec.isParameterSet(nal)) {
                    if (!keepParameterSet(nal)) {
                        nals.add(nal);
                    }
                } else if (!codec.isDelimiter(nal)) {
                    nals.add(nal);
                }
            }
        }
        if (nals.isEmpty()) {
            return;
        }
        long usual = Math.round(pictures.size() * Film.CLOCK_RATE / framesPerSecond);
        long sent = packet.dts() == AV_NOPTS_VALUE ? usual + Math.max(0, firstSent) : packet.dts();
        if (firstSent == AV_NOPTS_VALUE) {
            firstSent = sent;
        }
        long shown = packet.pts() == AV_NOPTS_VALUE ? sent : packet.pts();
        boolean key = codec == Codec.MJPEG || (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        pictures.add(new AccessUnit(nals, key, sent - firstSent, shown - firstSent));
    }

    /** Keeps the first one of each type for the whole film; one that repeats it is dropped, one that differs stays in the stream. */
    private boolean keepParameterSet(byte[] nal) {
        for (byte[] kept : parameterSets) {
            if (codec.nalType(kept) == codec.nalType(nal)) {
                return Arrays.equals(kept, nal);
            }
        }
        parameterSets.add(nal);
        parameterSets.sort((a, b) -> Integer.compare(codec.nalType(a), codec.nalType(b)));
        return true;
    }

    private List<AccessUnit> fromZero() {
        if (pictures.isEmpty()) {
            return List.of();
        }
        long first = pictures.get(0).sentAt();
        return pictures.stream()
                .map(unit ->
                        new AccessUnit(unit.nalUnits(), unit.isKey(), unit.sentAt() - first, unit.shownAt() - first))
                .toList();
    }
}
