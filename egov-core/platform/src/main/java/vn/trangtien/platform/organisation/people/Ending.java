package vn.trangtien.platform.organisation.people;

import java.time.LocalDate;

/** That an appointment or a delegation ended before its time. */
public record Ending(LocalDate lastDay, String reason, Decision decision) {}
