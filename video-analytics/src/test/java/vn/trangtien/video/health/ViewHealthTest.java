package vn.trangtien.video.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.picture.LumaFrame;

class ViewHealthTest {

    private final Scene scene = new Scene();
    private ViewHealth health = new ViewHealth();
    private final List<String> changes = new ArrayList<>();
    private int seconds;

    @Test
    void aClearDayHasNoTrouble() {
        watch(180);

        assertThat(changes).isEmpty();
    }

    @Test
    void aPictureThatStandsStillIsFrozenAfterHalfAMinuteAndMovesAgainAtOnce() {
        watch(30);
        LumaFrame stuck = scene.after(1);
        for (int i = 0; i < 120; i++) {
            look(scene.again(stuck, 1));
        }
        watch(5);

        assertThat(names()).containsExactly("FROZEN began", "FROZEN ended");
        assertThat(secondOf(changes.get(0))).isCloseTo(31 + 30, within(1));
        assertThat(secondOf(changes.get(1))).isBetween(151, 155);
    }

    @Test
    void aPictureThatStandsStillForLessThanWasAskedIsNotFrozen() {
        health = patient(Duration.ofSeconds(90));
        watch(30);
        LumaFrame stuck = scene.after(1);
        for (int i = 0; i < 80; i++) {
            look(scene.again(stuck, 1));
        }
        watch(20);

        assertThat(changes).isEmpty();
    }

    /** Between two key pictures a compression copies what does not move; that alone must not be called frozen. */
    @Test
    void aQuietViewWhosePicturesAreCopiedForSomeSecondsIsNotFrozen() {
        for (int group = 0; group < 30; group++) {
            LumaFrame key = scene.after(1);
            look(key);
            for (int i = 0; i < 7; i++) {
                look(scene.again(key, 1));
            }
        }

        assertThat(changes).isEmpty();
    }

    @Test
    void thresholdsAreThoseThatWereAsked() {
        health = new ViewHealth(
                HealthSettings.DEFAULT
                        .withBlack(new HealthSettings.Black(Duration.ofSeconds(3), 20))
                        .withRecoveredAfter(Duration.ofSeconds(1)),
                point -> false);
        watch(30);
        scene.gain = 0.02;
        scene.offset = 30;
        watch(30);
        scene.offset = 8;
        watch(10);
        scene.gain = 1;
        scene.offset = 0;
        watch(10);

        assertThat(names()).containsSubsequence("BLACK began", "BLACK ended");
        int begin = names().indexOf("BLACK began");
        assertThat(secondOf(changes.get(begin))).isCloseTo(64, within(1));
    }

    private static ViewHealth patient(Duration frozenAfter) {
        HealthSettings.Frozen usual = HealthSettings.DEFAULT.frozen();
        return new ViewHealth(
                HealthSettings.DEFAULT.withFrozen(
                        new HealthSettings.Frozen(frozenAfter, usual.apart(), usual.difference(), usual.share())),
                point -> false);
    }

    @Test
    void aStuckPictureUnderARunningClockIsFrozenToo() {
        watch(30);
        LumaFrame stuck = scene.after(1);
        for (int i = 0; i < 120; i++) {
            for (int x = 4; x < 60; x++) {
                for (int y = 4; y < 12; y++) {
                    stuck.pixels()[y * Scene.WIDTH + x] = (byte) ((x * 7 + i * 31) % 255);
                }
            }
            look(scene.again(stuck, 1));
        }

        assertThat(changes).singleElement().asString().startsWith("FROZEN began");
    }

    @Test
    void aStuckPictureThatIsCompressedAnewIsFrozenToo() {
        watch(30);
        LumaFrame stuck = scene.after(1);
        for (int i = 0; i < 120; i++) {
            byte[] pixels = stuck.pixels().clone();
            for (int at = i % 4; at < pixels.length; at += 9) {
                pixels[at] = (byte) Math.min(255, (pixels[at] & 0xFF) + (i % 2));
            }
            look(scene.again(new LumaFrame(Scene.WIDTH, Scene.HEIGHT, pixels, 0), 1));
        }

        assertThat(changes).singleElement().asString().startsWith("FROZEN began");
    }

    @Test
    void aQuietNightWithTheNoiseOfTheSensorIsNotFrozen() {
        scene.night = true;
        scene.noise = 0.8;
        watch(300);

        assertThat(changes).isEmpty();
    }

    @Test
    void aCappedLensIsBlackAndNothingElse() {
        watch(30);
        scene.gain = 0.02;
        scene.offset = 16;
        watch(60);
        scene.gain = 1;
        scene.offset = 0;
        watch(30);

        assertThat(names()).containsExactly("BLACK began", "BLACK ended");
        assertThat(secondOf(changes.get(0))).isCloseTo(41, within(2));
        assertThat(secondOf(changes.get(1))).isCloseTo(96, within(2));
    }

    @Test
    void aClothOverTheLensIsCovered() {
        watch(60);
        scene.coveredShare = 0.85;
        watch(120);
        scene.coveredShare = 0;
        watch(20);

        assertThat(names()).containsExactly("COVERED began", "COVERED ended");
        assertThat(secondOf(changes.get(0))).isCloseTo(76, within(2));
    }

    @Test
    void aSprayedLensIsCovered() {
        watch(60);
        scene.coveredShare = 1;
        scene.coveredLevel = 180;
        watch(60);

        assertThat(names()).containsExactly("COVERED began");
    }

    @Test
    void aLensOutOfFocusIsNoticedHoweverFar() {
        for (int blur : new int[] {4, 12, 40}) {
            var far = new ViewHealthTest();
            far.watch(60);
            far.scene.blur = blur;
            far.watch(60);
            far.scene.blur = 0;
            far.watch(20);

            assertThat(far.names()).as("softened %d times", blur).containsExactly("DEFOCUSED began", "DEFOCUSED ended");
            assertThat(far.secondOf(far.changes.get(0))).isCloseTo(81, within(3));
        }
    }

    @Test
    void aTurnedCameraIsMovedUntilItIsTurnedBack() {
        watch(60);
        scene.turnedX = 70;
        scene.turnedY = -40;
        watch(120);
        scene.turnedX = 0;
        scene.turnedY = 0;
        watch(20);

        assertThat(names()).containsExactly("MOVED began", "MOVED ended");
        assertThat(secondOf(changes.get(0))).isCloseTo(91, within(3));
    }

    @Test
    void aViewThatStaysTurnedBecomesTheKnownOne() {
        watch(60);
        scene.turnedX = 70;
        scene.turnedY = -40;
        watchSlowly(32 * 60);

        assertThat(names()).containsExactly("MOVED began", "MOVED ended");
    }

    @Test
    void aLorryThatFillsTheViewIsNoTrouble() {
        watch(60);
        for (int round = 0; round < 4; round++) {
            for (int x = Scene.WIDTH; x > -420; x -= 70) {
                scene.lorryX = x;
                watch(1);
            }
            scene.lorryX = Integer.MAX_VALUE;
            watch(20);
        }

        assertThat(changes).isEmpty();
    }

    @Test
    void anExposureJumpIsNoTrouble() {
        watch(60);
        for (double gain : new double[] {0.55, 1.3, 0.7, 1}) {
            scene.gain = gain;
            watch(60);
        }

        assertThat(changes).isEmpty();
    }

    @Test
    void heavyRainIsNoTrouble() {
        watch(60);
        scene.rain = 500;
        scene.gain = 0.75;
        scene.offset = 25;
        watch(120);
        scene.rain = 0;
        scene.gain = 1;
        scene.offset = 0;
        watch(60);

        assertThat(changes).isEmpty();
    }

    @Test
    void duskNightAndDawnAreNoTrouble() {
        watchSlowly(60);
        for (int minute = 0; minute < 20; minute++) {
            scene.gain = 1 - minute * 0.035;
            scene.noise = 1.5 + minute * 0.1;
            watchSlowly(60);
        }
        scene.night = true;
        scene.gain = 1;
        watchSlowly(600);
        scene.night = false;
        for (int minute = 0; minute < 20; minute++) {
            scene.gain = 0.3 + minute * 0.035;
            scene.noise = 3.5 - minute * 0.1;
            watchSlowly(60);
        }

        assertThat(changes).isEmpty();
    }

    @Test
    void fogThatComesSlowlyIsNoTrouble() {
        watchSlowly(60);
        for (int minute = 0; minute < 30; minute++) {
            scene.gain = 1 - minute * 0.028;
            scene.offset = minute * 5;
            watchSlowly(60);
        }

        assertThat(names()).doesNotContain("COVERED began", "MOVED began", "BLACK began", "FROZEN began");
    }

    @Test
    void thickFogWithinMinutesIsNoCloth() {
        watch(60);
        for (int step = 0; step <= 60; step++) {
            scene.gain = 1 - step * 0.0155;
            scene.offset = step * 2.4;
            watch(4);
        }
        watch(60);

        assertThat(names()).doesNotContain("COVERED began");
    }

    @Test
    void masksAreNotLookedAt() {
        var masked = new ViewHealth(HealthSettings.DEFAULT, point -> true);
        for (int i = 0; i < 60; i++) {
            assertThat(masked.process(scene.after(1)).present()).isEmpty();
        }
    }

    @Test
    void aCameraThatComesBackInAnotherSizeIsLearnedAnew() {
        watch(60);
        for (int i = 1; i < 25; i++) {
            look(new LumaFrame(64, 48, new byte[64 * 48], 60_000_000 + i * 1_000_000L));
        }

        assertThat(names()).containsExactly("BLACK began");
    }

    private void watch(int forSeconds) {
        for (int i = 0; i < forSeconds; i++) {
            look(scene.after(1));
        }
    }

    /** What changes slowly is looked at less often, to keep the test short. */
    private void watchSlowly(int forSeconds) {
        for (int i = 0; i < forSeconds; i += 5) {
            look(scene.after(5));
        }
    }

    private void look(LumaFrame frame) {
        seconds++;
        for (ViewHealth.Change change : health.process(frame).changes()) {
            assertThat(change.confidence()).isBetween(0.0, 1.0);
            changes.add("%s %s at %d".formatted(change.trouble(), change.began() ? "began" : "ended", seconds));
        }
    }

    private List<String> names() {
        return changes.stream()
                .map(each -> each.substring(0, each.indexOf(" at ")))
                .toList();
    }

    private int secondOf(String change) {
        return Integer.parseInt(change.substring(change.lastIndexOf(' ') + 1));
    }
}
