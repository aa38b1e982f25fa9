package vn.trangtien.video.plate.ocr;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.plate.PlateGrammar;
import vn.trangtien.video.plate.PlateVote;

/** How plates fare that are painted as badly as cameras see them: each vehicle is looked at as often as a street allows. */
final class PlateConditions {

    static final int VEHICLES = 12;
    private static final int LOOKS = 4;
    private static final Box WHOLE = new Box(0, 0, 1, 1);
    private static final Painter.Look[] LOOK = {Painter.Look.WHITE, Painter.Look.YELLOW, Painter.Look.BLUE};

    /**
     * What makes reading hard.
     *
     * @param vietnamese for the page
     * @param blur radius in pixels
     */
    record Condition(
            String vietnamese,
            String english,
            int pixels,
            double tilt,
            double skew,
            int blur,
            double noise,
            double light,
            double dirt) {}

    static final List<Condition> ALL = List.of(
            new Condition("sạch, 30 px", "clean, 30 px", 30, 0, 0, 0, 3, 1, 0),
            new Condition("15 px", "15 px", 15, 0, 0, 0, 3, 1, 0),
            new Condition("12 px", "12 px", 12, 0, 0, 0, 3, 1, 0),
            new Condition("15 px, nhòe 2 px", "15 px, blurred by 2 px", 15, 0, 0, 2, 3, 1, 0),
            new Condition("nghiêng 20°", "tilted by 20°", 30, 20, 0, 0, 3, 1, 0),
            new Condition("nghiêng 30°", "tilted by 30°", 30, 30, 0, 0, 3, 1, 0),
            new Condition("chữ đổ 35°", "leaning by 35°", 30, 0, 35, 0, 3, 1, 0),
            new Condition("nhòe 5 px", "blurred by 5 px", 30, 0, 0, 5, 3, 1, 0),
            new Condition("nhòe 7 px", "blurred by 7 px", 30, 0, 0, 7, 3, 1, 0),
            new Condition("nhiễu 90", "grain of 90", 30, 0, 0, 0, 90, 1, 0),
            new Condition("đêm tối, nhiễu 12", "dark night, grain of 12", 30, 0, 0, 1, 12, 0.08, 0),
            new Condition("bẩn 15 %", "dirt on 15 %", 30, 0, 0, 0, 3, 1, 0.15),
            new Condition("bẩn 25 %", "dirt on 25 %", 30, 0, 0, 0, 3, 1, 0.25),
            new Condition("bẩn 40 %", "dirt on 40 %", 30, 0, 0, 0, 3, 1, 0.4),
            new Condition("mọi thứ một ít", "a little of everything", 20, 10, 10, 2, 20, 0.4, 0.1));

    /** Outcome over {@link #VEHICLES} vehicles. */
    record Outcome(int read, int wrong, int refused) {

        @Override
        public String toString() {
            return "%d / %d / %d".formatted(read, wrong, refused);
        }
    }

    /** Told of each plate that was said. */
    interface Saying {
        void said(Condition condition, String painted, PlateVote.Decision decision);
    }

    private static final Saying IGNORED = (condition, painted, decision) -> {};

    private PlateConditions() {}

    static Outcome outcome(PlateReader reader, Condition condition, boolean twoLines, Saying saying)
            throws DetectorException {
        var random = new Random(condition.english.hashCode() + (twoLines ? 1 : 0));
        int read = 0;
        int wrong = 0;
        for (int vehicle = 0; vehicle < VEHICLES; vehicle++) {
            PlateReaderTest.Painted painted =
                    PlateReaderTest.painted(random, condition.pixels, twoLines ? 1 + vehicle % 2 : 0);
            Optional<PlateVote.Decision> said =
                    said(reader, condition, painted.scene().lines(), random.nextLong());
            boolean right = said.isPresent() && said.get().number().text().equals(painted.number());
            read += right ? 1 : 0;
            wrong += said.isPresent() && !right ? 1 : 0;
            said.ifPresent(decision -> saying.said(condition, painted.number(), decision));
        }
        return new Outcome(read, wrong, VEHICLES - read - wrong);
    }

    private static Optional<PlateVote.Decision> said(
            PlateReader reader, Condition condition, List<String> lines, long vehicle) throws DetectorException {
        var vote = new PlateVote(PlateGrammar.ofToday());
        Painter.Look look = LOOK[(int) Math.floorMod(vehicle, 3L)];
        double side = vehicle % 2 == 0 ? 1 : -1;
        for (int picture = 0; picture < LOOKS; picture++) {
            var scene = new Painter.Scene(
                    lines,
                    look,
                    condition.pixels + picture % 2,
                    side * condition.tilt,
                    condition.blur,
                    condition.noise,
                    condition.light,
                    side * condition.skew,
                    condition.dirt);
            Optional<PlateVote.Decision> decision = reader.look(
                            new Painter(vehicle + picture, vehicle).paint(scene), WHOLE)
                    .reading()
                    .flatMap(vote::add);
            if (decision.isPresent()) {
                return decision;
            }
        }
        return Optional.empty();
    }

    /** The row of the page. */
    static String row(PlateReader reader, Condition condition) throws DetectorException {
        return String.format(
                Locale.ROOT,
                "| %s · %s | %s | %s |",
                condition.vietnamese,
                condition.english,
                outcome(reader, condition, false, IGNORED),
                outcome(reader, condition, true, IGNORED));
    }
}
