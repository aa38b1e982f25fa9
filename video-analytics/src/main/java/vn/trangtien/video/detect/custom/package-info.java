/**
 * Decodes families of detectors that customers train themselves: YOLOX and RT-DETR.
 *
 * <p>Sources: Z. Ge et al., YOLOX: Exceeding YOLO Series in 2021; Y. Zhao et al., DETRs Beat YOLOs on Real-time Object Detection, 2023.
 */
@NullMarked
package vn.trangtien.video.detect.custom;

import org.jspecify.annotations.NullMarked;
