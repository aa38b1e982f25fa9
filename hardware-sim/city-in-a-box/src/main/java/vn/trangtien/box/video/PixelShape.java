package vn.trangtien.box.video;

import java.util.ArrayList;
import java.util.List;
import vn.trangtien.drivers.Text;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.rules.CountingLine;

/**
 * A shape as it was typed.
 *
 * @param corners in pixels of the source, from its upper left corner; the right and lower edges of the picture included
 */
public record PixelShape(Kind kind, String typed, List<Point> corners) {

    /** What is drawn, and how it is typed. */
    public enum Kind {
        LINE("--line", "x1,y1,x2,y2", 4, 4),
        ZONE("--zone", "x1,y1,x2,y2,x3,y3,…", 6, 2 * Polygon.MOST_POINTS),
        MASK("--mask", "x,y,w,h", 4, 4);

        private final String option;
        private final String form;
        private final int fewest;
        private final int most;

        Kind(String option, String form, int fewest, int most) {
            this.option = option;
            this.form = form;
            this.fewest = fewest;
            this.most = most;
        }
    }

    public PixelShape {
        corners = List.copyOf(corners);
    }

    /** @throws BadShape if these are not the numbers that this shape needs */
    public static PixelShape parse(Kind kind, String typed) throws BadShape {
        String[] parts = typed.split(",", -1);
        if (parts.length < kind.fewest || parts.length > kind.most || parts.length % 2 != 0) {
            throw wrongForm(kind, typed);
        }
        var numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = number(kind, typed, parts[i].trim());
        }
        return new PixelShape(kind, typed, kind == Kind.MASK ? rectangle(typed, numbers) : points(numbers));
    }

    private static double number(Kind kind, String typed, String part) throws BadShape {
        try {
            double number = Double.parseDouble(part);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrongForm(kind, typed);
        }
        throw wrongForm(kind, typed);
    }

    private static BadShape wrongForm(Kind kind, String typed) {
        return new BadShape(new Text(
                        "%s là '%s'; hãy viết %s bằng điểm ảnh của video",
                        "%s is '%s'; write %s in pixels of the video")
                .with(kind.option, typed, kind.form));
    }

    private static List<Point> points(double[] numbers) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < numbers.length; i += 2) {
            points.add(new Point(numbers[i], numbers[i + 1]));
        }
        return points;
    }

    private static List<Point> rectangle(String typed, double[] numbers) throws BadShape {
        double left = numbers[0];
        double top = numbers[1];
        double right = left + numbers[2];
        double bottom = top + numbers[3];
        if (numbers[2] <= 0 || numbers[3] <= 0) {
            throw new BadShape(new Text(
                            "--mask là '%s'; chiều rộng và chiều cao phải lớn hơn 0",
                            "--mask is '%s'; width and height must be above 0")
                    .with(typed));
        }
        return List.of(new Point(left, top), new Point(right, top), new Point(right, bottom), new Point(left, bottom));
    }

    /** @throws BadShape if it lies outside of a picture of this size, or both ends are the same */
    CountingLine line(String name, int width, int height) throws BadShape {
        List<Point> ends = shares(width, height);
        if (ends.get(0).equals(ends.get(1))) {
            throw new BadShape(
                    new Text("--line là '%s'; hai đầu phải khác nhau", "--line is '%s'; its two ends must differ")
                            .with(typed));
        }
        return new CountingLine(name, ends.get(0), ends.get(1));
    }

    /** @throws BadShape if it lies outside of a picture of this size, or encloses nothing */
    Polygon area(int width, int height) throws BadShape {
        List<Point> shares = shares(width, height);
        try {
            return new Polygon(shares);
        } catch (IllegalArgumentException e) {
            BadShape bad = new BadShape(new Text(
                            "%s là '%s'; các cạnh không được cắt nhau và phải bao quanh một diện tích",
                            "%s is '%s'; its edges must not cross and must enclose an area")
                    .with(kind.option, typed));
            bad.initCause(e);
            throw bad;
        }
    }

    private List<Point> shares(int width, int height) throws BadShape {
        var shares = new ArrayList<Point>();
        for (Point corner : corners) {
            if (corner.x() < 0 || corner.x() > width || corner.y() < 0 || corner.y() > height) {
                throw new BadShape(new Text(
                                "%s là '%s', nhưng hình chỉ có %d x %d điểm ảnh; hãy dùng x từ 0 đến %d và y từ 0 đến %d",
                                "%s is '%s', but the picture has %d x %d pixels; use x from 0 to %d and y from 0 to %d")
                        .with(kind.option, typed, width, height, width, height));
            }
            shares.add(new Point(corner.x() / width, corner.y() / height));
        }
        return shares;
    }
}
