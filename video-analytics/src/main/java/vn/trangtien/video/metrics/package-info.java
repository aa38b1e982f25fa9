/**
 * What each camera of the process does, stage by stage, as records and in Prometheus' text form. Nothing here measures: the
 * cameras hand their figures over.
 */
@NullMarked
package vn.trangtien.video.metrics;

import org.jspecify.annotations.NullMarked;
