package vn.trangtien.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.FrameRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.video.CameraStatus.State;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.pattern.FixedDetector;
import vn.trangtien.video.pattern.LeakSearch;
import vn.trangtien.video.pattern.Pattern;
import vn.trangtien.video.pattern.PatternFilm;
import vn.trangtien.video.pattern.PatternSearch;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.privacy.ImageAudit;
import vn.trangtien.video.privacy.ImageRecord;
import vn.trangtien.video.privacy.ImageUse;
import vn.trangtien.video.privacy.PersonCover;
import vn.trangtien.video.privacy.PrivacyPolicy;
import vn.trangtien.video.privacy.Retention;
import vn.trangtien.video.schedule.DetectorPool;
import vn.trangtien.video.source.Pace;

/**
 * The proof that nobody can be recognised: things that must stay hidden carry a pattern, and no picture that leaves the
 * pipeline contains any quarter of it, wherever one looks.
 */
class PrivacyProofTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final List<Detection> STANDING = List.of(
            new Detection("person", 0.9, PatternFilm.STANDING_PERSON),
            new Detection("car", 0.9, PatternFilm.PARKED_CAR));

    @TempDir
    private static Path directory;

    private static Path film;
    private static Path filmWithStanding;

    private final RecordingListener listener = new RecordingListener();
    private final List<ImageRecord> audited = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void render() throws FrameRecorder.Exception {
        film = PatternFilm.write(directory.resolve("film.avi"), false);
        filmWithStanding = PatternFilm.write(directory.resolve("standing.avi"), true);
    }

    @Test
    void withoutADetectorWhateverMovesOrCameToRestIsHidden() {
        watch(film, PrivacyPolicy.MASKED, name -> Optional.empty());

        nobodyIsRecognised(4);
    }

    @Test
    void withADetectorWhoStoodThereFromTheBeginningIsHiddenToo() {
        watch(filmWithStanding, PrivacyPolicy.MASKED, FixedDetector.seeing(STANDING));

        nobodyIsRecognised(4);
    }

    @Test
    void nobodyIsRecognisedInAnyPictureOfAFilm() {
        watch(film, PrivacyPolicy.MASKED.withClips(true), name -> Optional.empty());

        assertThat(listener.clips).isNotEmpty();
        for (Clip clip : listener.clips) {
            assertThat(clip.masked()).isTrue();
            assertThat(clip.retention()).isEqualTo(Retention.EVENT);
            assertThat(LeakSearch.film(clip.file(), PatternFilm.WALL))
                    .as("the search works")
                    .isGreaterThan(PatternSearch.SEEN);
            assertThat(LeakSearch.film(clip.file(), PatternFilm.SECRET)).isLessThan(PatternSearch.SEEN);
            assertThat(LeakSearch.film(clip.file(), PatternFilm.WINDOW)).isLessThan(PatternSearch.SEEN);
        }
        assertThat(audited).hasSize(listener.pictures.size() + listener.clips.size());
        assertThat(listener.objects)
                .anySatisfy(event -> assertThat(event.hasClip()).isTrue());
    }

    @Test
    void aClearFilmShowsThePatternButNeverTheMask() {
        watch(
                film,
                PrivacyPolicy.MASKED.withClips(true).clear("điều tra", NOW.plusSeconds(3_600)),
                name -> Optional.empty());

        assertThat(listener.clips).isNotEmpty().allSatisfy(clip -> {
            assertThat(clip.masked()).isFalse();
            assertThat(clip.retention()).isEqualTo(Retention.CLEAR);
        });
        double secret = 0;
        for (Clip clip : listener.clips) {
            assertThat(LeakSearch.film(clip.file(), PatternFilm.WINDOW)).isLessThan(PatternSearch.SEEN);
            secret = Math.max(secret, LeakSearch.film(clip.file(), PatternFilm.SECRET));
        }
        assertThat(secret).isGreaterThan(PatternSearch.SEEN);
    }

    @Test
    void withoutMasksAClearFilmIsTheCamerasOwnAndHasTheSecondsBefore() {
        CameraConfig config = config(
                        film, PrivacyPolicy.MASKED.withClips(true).clear("điều tra", NOW.plusSeconds(3_600)))
                .with(c -> c.masks(List.of()));
        run(config, name -> Optional.empty(), audited::add);

        assertThat(listener.clips)
                .isNotEmpty()
                .allSatisfy(clip -> assertThat(clip.masked()).isFalse());
        Clip first = listener.clips.get(0);
        ObjectEvent began = listener.objects.stream()
                .filter(event -> event.id().equals(first.object()))
                .findFirst()
                .orElseThrow();
        assertThat(first.startedAt()).isBefore(began.at());
        assertThat(LeakSearch.film(first.file(), PatternFilm.SECRET)).isGreaterThan(PatternSearch.SEEN);
    }

    @AfterEach
    void removeFilms() throws IOException {
        for (Clip clip : listener.clips) {
            Files.deleteIfExists(clip.file());
        }
    }

    @Test
    void aWholePersonIsHiddenWhereThePolicySaysSo() {
        watch(filmWithStanding, PrivacyPolicy.MASKED.withPerson(PersonCover.WHOLE), FixedDetector.seeing(STANDING));

        nobodyIsRecognised(4);
    }

    @Test
    void asLongAsADetectorFailsNothingLeaves() {
        watch(filmWithStanding, PrivacyPolicy.MASKED, FixedDetector.failing());

        assertThat(listener.pictures).isEmpty();
    }

    @Test
    void nothingLeavesWhereNoPicturesAreAllowed() {
        watch(film, PrivacyPolicy.MASKED.withImage(ImageUse.NONE), name -> Optional.empty());

        assertThat(listener.pictures).isEmpty();
        assertThat(listener.objects).isNotEmpty();
    }

    @Test
    void clearPicturesShowThePatternSoTheSearchWouldFindItButNeverTheMask() {
        watch(film, PrivacyPolicy.MASKED.clear("điều tra 12/QĐ", NOW.plusSeconds(3_600)), name -> Optional.empty());

        assertThat(listener.pictures).isNotEmpty().allSatisfy(picture -> {
            assertThat(picture.masked()).isFalse();
            assertThat(found(picture, PatternFilm.WINDOW)).isLessThan(PatternSearch.SEEN);
        });
        assertThat(listener.pictures.stream()
                        .mapToDouble(picture -> found(picture, PatternFilm.SECRET))
                        .max()
                        .orElse(0))
                .isGreaterThan(PatternSearch.SEEN);
        assertThat(audited)
                .hasSameSizeAs(listener.pictures)
                .extracting(ImageRecord::purpose)
                .containsOnly(Optional.of("điều tra 12/QĐ"));
    }

    @Test
    void aPermissionThatHasRunOutShowsNobody() {
        watch(film, PrivacyPolicy.MASKED.clear("điều tra", NOW), name -> Optional.empty());

        nobodyIsRecognised(4);
    }

    @Test
    void whatCannotBeRecordedDoesNotLeave() {
        watch(film, PrivacyPolicy.MASKED, name -> Optional.empty(), image -> {
            throw new IllegalStateException("disk full");
        });

        assertThat(listener.pictures).isEmpty();
        assertThat(listener.objects).as("counting goes on").isNotEmpty();
    }

    private void nobodyIsRecognised(int pictures) {
        assertThat(listener.pictures).hasSizeGreaterThanOrEqualTo(pictures);
        assertThat(listener.pictures).allSatisfy(picture -> {
            assertThat(picture.masked()).isTrue();
            assertThat(found(picture, PatternFilm.WALL)).as("the search works").isGreaterThan(PatternSearch.SEEN);
            assertThat(found(picture, PatternFilm.SECRET))
                    .as("secret at %s", picture.takenAt())
                    .isLessThan(PatternSearch.SEEN);
            assertThat(found(picture, PatternFilm.WINDOW)).as("mask").isLessThan(PatternSearch.SEEN);
        });
        assertThat(audited).hasSameSizeAs(listener.pictures);
        assertThat(listener.pictures)
                .as("pictures of the view and the best of objects")
                .anySatisfy(picture -> assertThat(picture.object()).isEmpty())
                .anySatisfy(picture -> assertThat(picture.object()).isPresent());
    }

    private static double found(Snapshot picture, Pattern pattern) {
        try {
            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(picture.jpeg()));
            return PatternSearch.bestMatch(decoded, pattern);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void watch(Path source, PrivacyPolicy policy, DetectorFactory detectors) {
        watch(source, policy, detectors, audited::add);
    }

    private void watch(Path source, PrivacyPolicy policy, DetectorFactory detectors, ImageAudit audit) {
        run(config(source, policy), detectors, audit);
    }

    private static CameraConfig config(Path source, PrivacyPolicy policy) {
        return CameraConfig.of("cam", source.toString())
                .withPace(Pace.AS_FAST_AS_POSSIBLE)
                .with(c -> c.privacy(policy)
                        .masks(List.of(Polygon.of(PatternFilm.MASK)))
                        .snapshotEvery(Duration.ofSeconds(1)));
    }

    private void run(CameraConfig config, DetectorFactory detectors, ImageAudit audit) {
        try (var pool = DetectorPool.start(detectors);
                var pipeline = VideoPipeline.start(config, pool, listener, audit, Clock.fixed(NOW, ZoneOffset.UTC))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> listener.stateNames().contains(State.ENDED));
            assertThat(pipeline.statistics().framesAnalysed()).isEqualTo(PatternFilm.FRAMES);
        }
    }
}
