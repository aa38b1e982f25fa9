package vn.trangtien.ingest.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.batch.BadLines.Problem;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.NewGateway;

/** Reads a table of gateways: columns {@code id}, {@code name}, and, if wanted, kind, lat, lon, profile, approval. */
final class GatewayTable {

    static final int MOST = 500;
    private static final Set<String> KNOWN = Set.of("id", "name", "kind", "lat", "lon", "profile", "approval");

    /** A gateway and the line it stands on. */
    record Entry(int line, NewGateway gateway) {}

    private final String account;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Integer> lineOfId = new HashMap<>();

    private GatewayTable(String account) {
        this.account = account;
    }

    /** @throws BadLines with every mistake there is */
    static List<Entry> read(String account, String csv) {
        return new GatewayTable(account).read(Csv.read(csv));
    }

    private List<Entry> read(List<Csv.Row> rows) {
        if (rows.isEmpty()) {
            throw new BadLines(List.of(new Problem(
                    1,
                    "",
                    "",
                    "must name the columns: id, name, and if wanted kind, lat, lon, profile, approval",
                    "phải nêu tên các cột: id, name và nếu cần kind, lat, lon, profile, approval")));
        }
        readHeader(rows.get(0));
        if (rows.size() < 2) {
            problems.add(new Problem(
                    2,
                    "",
                    "",
                    "there must be a line for each gateway below the names of the columns",
                    "dưới dòng tên cột phải có mỗi trạm một dòng"));
        }
        if (rows.size() > MOST + 1) {
            problems.add(new Problem(
                    rows.get(MOST + 1).line(),
                    "",
                    Integer.toString(rows.size() - 1),
                    "at most " + MOST + " gateways go in one table",
                    "mỗi bảng nhiều nhất " + MOST + " trạm"));
        }
        var entries = new ArrayList<Entry>();
        if (problems.isEmpty()) {
            rows.subList(1, rows.size()).forEach(row -> readLine(row, entries));
        }
        if (!problems.isEmpty()) {
            throw new BadLines(problems);
        }
        return entries;
    }

    private void readHeader(Csv.Row header) {
        for (int i = 0; i < header.values().size(); i++) {
            String name = header.values().get(i).toLowerCase(Locale.ROOT);
            if (!KNOWN.contains(name)) {
                problems.add(new Problem(
                        header.line(),
                        name,
                        name,
                        "is no column; there are "
                                + String.join(", ", KNOWN.stream().sorted().toList()),
                        "không phải tên cột; các cột là "
                                + String.join(", ", KNOWN.stream().sorted().toList())));
            } else if (columns.put(name, i) != null) {
                problems.add(new Problem(
                        header.line(), name, name, "a column must stand there once", "mỗi cột chỉ được có một lần"));
            }
        }
        for (String needed : List.of("id", "name")) {
            if (!columns.containsKey(needed)) {
                problems.add(new Problem(header.line(), needed, "", "this column is needed", "phải có cột này"));
            }
        }
    }

    private void readLine(Csv.Row row, List<Entry> entries) {
        int before = problems.size();
        if (row.values().size() > columns.size()) {
            problems.add(new Problem(
                    row.line(),
                    "",
                    row.values().get(columns.size()),
                    "there are more values than columns; put quotes around a value that holds the separator",
                    "nhiều giá trị hơn số cột; đặt giá trị chứa dấu phân cách trong ngoặc kép"));
        }
        String id = value(row, "id");
        if (GatewayId.of(account, id).isEmpty()) {
            problems.add(new Problem(
                    row.line(),
                    "id",
                    id,
                    "must be 1 to 63 letters A-Z, digits, '_', ':' or '-', beginning with a letter or digit",
                    "phải có 1 đến 63 chữ cái A-Z, chữ số, '_', ':' hoặc '-', bắt đầu bằng chữ cái hoặc chữ số"));
        }
        Integer earlier = lineOfId.putIfAbsent(id, row.line());
        if (earlier != null) {
            problems.add(new Problem(
                    row.line(), "id", id, "stands on line " + earlier + " already", "đã có ở dòng " + earlier));
        }
        Double lat = degrees(row, "lat", 90);
        Double lon = degrees(row, "lon", 180);
        String approval = value(row, "approval").toLowerCase(Locale.ROOT);
        if (!Set.of("", "none", "required").contains(approval)) {
            problems.add(new Problem(
                    row.line(),
                    "approval",
                    approval,
                    "must be 'required', 'none' or empty",
                    "phải là 'required', 'none' hoặc để trống"));
        }
        if (problems.size() == before) {
            String kind = value(row, "kind");
            try {
                entries.add(new Entry(
                        row.line(),
                        new NewGateway(
                                new GatewayId(account, id),
                                value(row, "name"),
                                kind.isEmpty() ? "edge" : kind,
                                lat,
                                lon,
                                approval.equals("required"),
                                value(row, "profile"))));
            } catch (IllegalArgumentException broken) {
                String rule = String.valueOf(broken.getMessage());
                String field = rule.split(" ", 2)[0].equals("gateway") ? "id" : rule.split(" ", 2)[0];
                problems.add(Problem.foreign(row.line(), field, value(row, field), rule));
            }
        }
    }

    private @Nullable Double degrees(Csv.Row row, String column, int limit) {
        String text = value(row, column);
        if (text.isEmpty()) {
            return null;
        }
        try {
            double degrees = Double.parseDouble(text.replace(',', '.'));
            if (Math.abs(degrees) <= limit) {
                return degrees;
            }
        } catch (NumberFormatException noNumber) {
            problems.add(new Problem(
                    row.line(),
                    column,
                    text,
                    "must be a number of degrees, for instance 16.4691",
                    "phải là số độ, ví dụ 16.4691"));
            return null;
        }
        problems.add(new Problem(
                row.line(),
                column,
                text,
                "must lie between -%d and %d".formatted(limit, limit),
                "phải từ -%d đến %d".formatted(limit, limit)));
        return null;
    }

    private String value(Csv.Row row, String column) {
        Integer at = columns.get(column);
        return at == null || at >= row.values().size() ? "" : row.values().get(at);
    }
}
