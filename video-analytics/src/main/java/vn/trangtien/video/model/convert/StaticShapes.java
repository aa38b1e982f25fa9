package vn.trangtien.video.model.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Works out whole numbers that the graph computes from shapes, which are all known before it runs. */
final class StaticShapes {

    /** Knows the features of the graph. */
    @FunctionalInterface
    interface Features {

        Feature feature(String name) throws ConversionException;
    }

    private final TfGraph graph;
    private final Features features;

    StaticShapes(TfGraph graph, Features features) {
        this.graph = graph;
        this.features = features;
    }

    List<Integer> integers(String name) throws ConversionException {
        Optional<Constant> constant = graph.constant(name);
        if (constant.isPresent()) {
            return constant.get().integers();
        }
        TfNode node = graph.node(name);
        return switch (node.operator()) {
            case "Identity" -> integers(node.input(0));
            case "Shape" -> features.feature(node.input(0)).shape();
            case "Pack" -> {
                List<Integer> packed = new ArrayList<>();
                for (String input : node.inputs()) {
                    packed.addAll(integers(input));
                }
                yield packed;
            }
            case "StridedSlice" -> slice(node);
            default -> throw new ConversionException(node + " gives a shape, which cannot be worked out");
        };
    }

    private List<Integer> slice(TfNode node) throws ConversionException {
        List<Integer> all = integers(node.input(0));
        int begin = one(node, 1);
        boolean single = node.attributes().path("shrink_axis_mask").path("i").asInt(0) == 1;
        int end = single ? begin + 1 : one(node, 2);
        if (one(node, 3) != 1 || begin < 0 || end > all.size() || end <= begin) {
            throw new ConversionException(
                    "%s takes places %d to %d of %s, which is not supported".formatted(node, begin, end, all));
        }
        return all.subList(begin, end);
    }

    private int one(TfNode node, int input) throws ConversionException {
        List<Integer> values = integers(node.input(input));
        if (values.size() != 1) {
            throw new ConversionException("%s slices more than one dimension, which is not supported".formatted(node));
        }
        return values.get(0);
    }
}
