package canary.pack;

interface PackManager {}
