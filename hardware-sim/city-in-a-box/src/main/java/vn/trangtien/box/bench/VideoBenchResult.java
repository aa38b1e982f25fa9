package vn.trangtien.box.bench;

import java.util.List;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.bench.VideoFigure.Verdict;

/**
 * The figures of {@code ./city bench video}. Names are read by other programs: they may grow, none may change.
 *
 * @param clip file that was measured with
 * @param frames in it
 * @param cores of this machine
 * @param loadBefore of the machine in the minute before, runnable processes on the average; above the number of cores the
 *     figures that depend on the clock mean little
 * @param loadAfter of the machine in the last minute of the run, the run itself included
 * @param figures in the order in which they were measured
 * @param memory while the cameras ran together; empty if they did not
 */
public record VideoBenchResult(
        String clip,
        long frames,
        int cores,
        double loadBefore,
        double loadAfter,
        List<VideoFigure> figures,
        List<MemoryPoint> memory) {

    public VideoBenchResult {
        memory = List.copyOf(memory);
        figures = List.copyOf(figures);
    }

    /** Whether every bar is kept that could be measured. */
    public boolean keepsAll() {
        return figures.stream().noneMatch(figure -> figure.verdict() == Verdict.MISSED);
    }

    /** One line. */
    public String toJson() {
        return JsonMapper.builder()
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .build()
                .writeValueAsString(this);
    }
}
