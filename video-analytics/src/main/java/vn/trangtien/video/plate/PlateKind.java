package vn.trangtien.video.plate;

/** The families of Vietnamese plates. The colour of a plate says who owns the vehicle; it is not part of the number. */
public enum PlateKind {
    /** Cars, lorries and buses: {@code 75A-123.45}; before 2010 {@code 75A-1234}. */
    CAR,
    /** Letters that name a use, such as {@code 51LD-123.45}; R and RM for trailers, MK for tractors. */
    SPECIAL,
    /** Motorbikes, always in two lines: {@code 75-H1 361.21}, since 2023 {@code 29-HA 002.33}, formerly {@code 29-V5 2108}. */
    MOTORBIKE,
    /** Electric motorbikes: {@code 29-MĐ1 123.45}. */
    ELECTRIC_MOTORBIKE,
    /** Foreign missions, organisations and persons: {@code 80-011-NG-01}. */
    FOREIGN,
    /** The army: {@code KA-12-34}. */
    ARMY
}
