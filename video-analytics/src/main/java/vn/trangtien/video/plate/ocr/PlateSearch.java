package vn.trangtien.video.plate.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.plate.Glyph;
import vn.trangtien.video.plate.PlateGrammar;
import vn.trangtien.video.plate.PlateReading;

/**
 * The search for the plate among the lines of text on one vehicle: single lines, lines side by side, and two lines one above
 * the other. Each line is recognised at most once.
 */
final class PlateSearch {

    /** A bus with advertisements must not cost as much as ten cars. */
    private static final int MOST_LINES = 6;

    private static final double NARROWEST = 1.2;
    private static final double WIDEST = 12;
    /** From the grown box of a line to the height of its characters; measured on rendered plates. */
    private static final double CHARACTER_SHARE = 0.68;

    /** The height is known to about a tenth. */
    private static final double DOUBT = 0.9;

    private static final double RIM = 0.08;
    /** Two lines that the finder took for one. */
    private static final double LIKELY_TWO = 2.4;

    private final PlateGrammar grammar;
    private final LineRecogniser recogniser;
    private final ColourImage image;
    private final double shrunk;
    private final Box part;
    private final Map<TextBox, List<Glyph>> known = new HashMap<>();

    /** Lines that may be a plate together, the upper ones first. */
    private record Candidate(List<List<TextBox>> rows) {

        Stream<TextBox> boxes() {
            return rows.stream().flatMap(List::stream);
        }
    }

    /**
     * @param shrunk the image's pixels in one of the source's
     * @param part of the picture that the image shows
     */
    PlateSearch(PlateGrammar grammar, LineRecogniser recogniser, ColourImage image, double shrunk, Box part) {
        this.grammar = grammar;
        this.recogniser = recogniser;
        this.image = image;
        this.shrunk = shrunk;
        this.part = part;
    }

    /** @param found in the source's pixels */
    PlateLook look(List<TextBox> found) throws DetectorException {
        List<TextBox> lines = found.stream()
                .filter(box -> isLargeEnough(box.height()))
                .filter(box -> box.aspect() >= NARROWEST && box.aspect() <= WIDEST)
                .sorted(Comparator.comparingDouble(PlateSearch::unlikeness))
                .limit(MOST_LINES)
                .toList();
        return lines.isEmpty() ? PlateLook.NOTHING : new PlateLook(true, best(lines));
    }

    private Optional<PlateReading> best(List<TextBox> lines) throws DetectorException {
        Optional<PlateReading> best = best(candidates(lines).stream());
        if (best.isPresent()) {
            return best;
        }
        return best(lines.stream()
                .filter(box -> box.aspect() < LIKELY_TWO && isLargeEnough(box.height() / 2))
                .map(box -> new Candidate(List.of(List.of(box.half(true)), List.of(box.half(false))))));
    }

    private static boolean isLargeEnough(double lineHeight) {
        return lineHeight * CHARACTER_SHARE >= DOUBT * PlateReader.LEAST_CHARACTER_PIXELS;
    }

    /** Plates are surely text, of a certain shape. */
    private static double unlikeness(TextBox box) {
        double shape = box.aspect() < 2 ? 2 - box.aspect() : Math.max(0, box.aspect() - 5.5);
        return shape - box.score();
    }

    private Optional<PlateReading> best(Stream<Candidate> candidates) throws DetectorException {
        Optional<PlateReading> best = Optional.empty();
        for (Candidate candidate : candidates.toList()) {
            Optional<PlateReading> reading = read(candidate);
            if (reading.isPresent()
                    && best.map(b -> b.confidence() < reading.get().confidence())
                            .orElse(true)) {
                best = reading;
            }
        }
        return best;
    }

    private static List<Candidate> candidates(List<TextBox> lines) {
        var rows = new ArrayList<List<TextBox>>();
        for (TextBox line : lines) {
            rows.add(List.of(line));
            for (TextBox right : lines) {
                if (PlateGeometry.isRightOf(line, right)) {
                    rows.add(List.of(line, right));
                }
            }
        }
        var candidates = new ArrayList<Candidate>();
        for (List<TextBox> upper : rows) {
            candidates.add(new Candidate(List.of(upper)));
            for (List<TextBox> lower : rows) {
                if (PlateGeometry.isBelow(upper, lower)) {
                    candidates.add(new Candidate(List.of(upper, lower)));
                }
            }
        }
        return candidates;
    }

    private Optional<PlateReading> read(Candidate candidate) throws DetectorException {
        var lines = new ArrayList<List<Glyph>>();
        for (List<TextBox> row : candidate.rows) {
            var glyphs = new ArrayList<Glyph>();
            for (TextBox box : row) {
                glyphs.addAll(glyphs(box));
            }
            lines.add(glyphs);
        }
        return grammar.understand(lines)
                .map(plate -> new PlateReading(
                        plate.number(),
                        plate.certainties(),
                        candidate
                                .boxes()
                                .mapToDouble(box -> box.height() * CHARACTER_SHARE)
                                .min()
                                .orElse(0),
                        sharpness(candidate),
                        place(candidate)));
    }

    private List<Glyph> glyphs(TextBox box) throws DetectorException {
        List<Glyph> glyphs = known.get(box);
        if (glyphs == null) {
            glyphs = recogniser.read(image, box.scaledBy(shrunk).grownBy(RIM));
            known.put(box, glyphs);
        }
        return glyphs;
    }

    private double sharpness(Candidate candidate) {
        double[] edges = edges(candidate);
        return Sharpness.of(
                image, (int) (edges[0] * shrunk), (int) (edges[1] * shrunk), (int) (edges[2] * shrunk), (int)
                        (edges[3] * shrunk));
    }

    private Box place(Candidate candidate) {
        double[] edges = edges(candidate);
        double perX = part.width() / (image.width() / shrunk);
        double perY = part.height() / (image.height() / shrunk);
        return new Box(
                part.left() + edges[0] * perX,
                part.top() + edges[1] * perY,
                (edges[2] - edges[0]) * perX,
                (edges[3] - edges[1]) * perY);
    }

    /** Left, top, right, bottom in the source's pixels. */
    private static double[] edges(Candidate candidate) {
        return new double[] {
            candidate.boxes().mapToDouble(TextBox::left).min().orElse(0),
            candidate.boxes().mapToDouble(TextBox::top).min().orElse(0),
            candidate.boxes().mapToDouble(TextBox::right).max().orElse(0),
            candidate.boxes().mapToDouble(TextBox::bottom).max().orElse(0)
        };
    }
}
