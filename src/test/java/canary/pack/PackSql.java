package canary.pack;

public interface PackSql {}
