package farebox.customer;

/** A product that calls Farebox; customer ids are unique within it. */
public record App(int no, String name) {}
