package vn.trangtien.box.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.stream.Collectors;
import vn.trangtien.box.video.AnalysisResult;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.Messages;

/** How the result of an analysis looks. */
final class VideoAnalysisPages {

    private VideoAnalysisPages() {}

    static void print(PrintWriter out, AnalysisResult result, boolean json) {
        if (json) {
            out.println(result.toJson());
            out.flush();
            return;
        }
        out.printf("%s  %d x %d  %s%n", result.source(), result.width(), result.height(), result.detector());
        Messages.line(
                out,
                new Text(
                                "%d hình, %.1f s video, %.0f hình/s; %d đối tượng được theo dõi",
                                "%d frames, %.1f s of video, %.0f frames/s; %d objects were followed")
                        .with(result.frames(), result.seconds(), result.fps(), result.tracks()));
        show(out, result.tracksByClass());
        if (result.damaged() > 0) {
            Messages.line(
                    out,
                    new Text(
                                    "⚠ %d gói hay hình bị hỏng: số đếm có thể thiếu; hãy chép lại video hoặc kiểm tra đường truyền",
                                    "⚠ %d packets or pictures are damaged: counts may be too small; copy the video again or check the line")
                            .with(result.damaged()));
        }
        Messages.line(
                out, new Text("CPU mỗi hình: %.2f ms", "CPU per frame: %.2f ms").with(result.cpuMillisPerFrame()));
        out.println("  "
                + result.cpuMillisPerFrameByStage().entrySet().stream()
                        .map(stage -> "%s %.2f".formatted(stage.getKey(), stage.getValue()))
                        .collect(Collectors.joining("  ")));
        if (result.detections() > 0) {
            Messages.line(
                    out,
                    new Text("%d lần nhận dạng, %d lần hỏng", "%d looks of the detector, %d of them failed")
                            .with(result.detections(), result.detectionsFailed()));
        }
        for (AnalysisResult.Line line : result.lines()) {
            out.printf(
                    "%-8s %6d   forward %d   backward %d%n",
                    line.name(), line.total(), line.forward(), line.backward());
            show(out, line.byClass());
        }
        for (AnalysisResult.Zone zone : result.zones()) {
            out.printf(
                    "%-8s %6d   inside %d   most %d   dwell %.1f s%n",
                    zone.name(), zone.total(), zone.inside(), zone.most(), zone.meanDwellSeconds());
            show(out, zone.byClass());
        }
        out.flush();
    }

    private static void show(PrintWriter out, Map<String, Long> byClass) {
        if (!byClass.isEmpty()) {
            out.println("           "
                    + byClass.entrySet().stream()
                            .map(each -> each.getKey() + " " + each.getValue())
                            .collect(Collectors.joining(", ")));
        }
    }
}
