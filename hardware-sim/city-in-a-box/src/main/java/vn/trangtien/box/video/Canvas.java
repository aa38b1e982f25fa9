package vn.trangtien.box.video;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Point;

/**
 * Draws lines, frames and words into a picture. Letters are made of 3 x 5 dots, because a server has no fonts. Places are shares
 * of the picture; what lies outside of it is cut off.
 */
final class Canvas {

    /** Colours, 0xRRGGBB. */
    static final int YELLOW = 0xFFD400;

    static final int CYAN = 0x00E5FF;
    static final int WHITE = 0xFFFFFF;
    static final int RED = 0xFF5040;
    private static final int BLACK = 0;

    private static final int GLYPH_WIDTH = 3;
    private static final int GLYPH_HEIGHT = 5;
    private static final int PIXELS_PER_DOT = 320;

    /** Five rows of three dots, a digit from 0 to 7 each. */
    private static final Map<Character, String> GLYPHS = Map.ofEntries(
            Map.entry('A', "25755"),
            Map.entry('B', "65656"),
            Map.entry('C', "34443"),
            Map.entry('D', "65556"),
            Map.entry('E', "74647"),
            Map.entry('F', "74644"),
            Map.entry('G', "34553"),
            Map.entry('H', "55755"),
            Map.entry('I', "72227"),
            Map.entry('J', "11152"),
            Map.entry('K', "55655"),
            Map.entry('L', "44447"),
            Map.entry('M', "57755"),
            Map.entry('N', "65555"),
            Map.entry('O', "25552"),
            Map.entry('P', "65644"),
            Map.entry('Q', "25573"),
            Map.entry('R', "65655"),
            Map.entry('S', "34216"),
            Map.entry('T', "72222"),
            Map.entry('U', "55557"),
            Map.entry('V', "55552"),
            Map.entry('W', "55775"),
            Map.entry('X', "55255"),
            Map.entry('Y', "55222"),
            Map.entry('Z', "71247"),
            Map.entry('0', "75557"),
            Map.entry('1', "26227"),
            Map.entry('2', "71747"),
            Map.entry('3', "71317"),
            Map.entry('4', "55711"),
            Map.entry('5', "74717"),
            Map.entry('6', "74757"),
            Map.entry('7', "71222"),
            Map.entry('8', "75757"),
            Map.entry('9', "75717"),
            Map.entry('-', "00700"),
            Map.entry(':', "02020"),
            Map.entry('.', "00002"),
            Map.entry('+', "02720"));

    private final ColourImage image;
    private final int dot;

    Canvas(ColourImage image) {
        this.image = image;
        this.dot = Math.max(1, Math.round(image.width() / (float) PIXELS_PER_DOT));
    }

    void line(Point from, Point to, int colour) {
        double dx = (to.x() - from.x()) * image.width();
        double dy = (to.y() - from.y()) * image.height();
        int steps = (int) Math.ceil(Math.max(Math.abs(dx), Math.abs(dy))) + 1;
        for (int i = 0; i <= steps; i++) {
            int x = (int) (from.x() * image.width() + dx * i / steps);
            int y = (int) (from.y() * image.height() + dy * i / steps);
            fill(x - dot / 2, y - dot / 2, dot, dot, colour);
        }
    }

    void polygon(List<Point> corners, int colour) {
        for (int i = 0; i < corners.size(); i++) {
            line(corners.get(i), corners.get((i + 1) % corners.size()), colour);
        }
    }

    void frame(Box box, int colour) {
        polygon(
                List.of(
                        new Point(box.left(), box.top()),
                        new Point(box.right(), box.top()),
                        new Point(box.right(), box.bottom()),
                        new Point(box.left(), box.bottom())),
                colour);
    }

    /** Words on a black ground, kept inside of the picture. */
    void words(Point upperLeft, String words, int colour) {
        int step = (GLYPH_WIDTH + 1) * dot;
        int width = words.length() * step + dot;
        int height = (GLYPH_HEIGHT + 2) * dot;
        int left = within((int) (upperLeft.x() * image.width()), image.width() - width);
        int top = within((int) (upperLeft.y() * image.height()), image.height() - height);
        fill(left, top, width, height, BLACK);
        String shown = words.toUpperCase(Locale.ROOT);
        for (int i = 0; i < shown.length(); i++) {
            String rows = GLYPHS.getOrDefault(shown.charAt(i), "00000");
            for (int row = 0; row < GLYPH_HEIGHT; row++) {
                int dots = rows.charAt(row) - '0';
                for (int column = 0; column < GLYPH_WIDTH; column++) {
                    if ((dots >> (GLYPH_WIDTH - 1 - column) & 1) == 1) {
                        fill(left + dot + i * step + column * dot, top + dot + row * dot, dot, dot, colour);
                    }
                }
            }
        }
    }

    /** How high a row of words is, in shares of the picture. */
    double rowHeight() {
        return (GLYPH_HEIGHT + 3) * dot / (double) image.height();
    }

    void darken() {
        java.util.Arrays.fill(image.bgr(), (byte) 24);
    }

    private static int within(int value, int most) {
        return Math.max(0, Math.min(value, most));
    }

    private void fill(int left, int top, int width, int height, int colour) {
        byte[] bgr = image.bgr();
        for (int y = Math.max(0, top); y < Math.min(image.height(), top + height); y++) {
            for (int x = Math.max(0, left); x < Math.min(image.width(), left + width); x++) {
                int at = (y * image.width() + x) * 3;
                bgr[at] = (byte) colour;
                bgr[at + 1] = (byte) (colour >> 8);
                bgr[at + 2] = (byte) (colour >> 16);
            }
        }
    }
}
