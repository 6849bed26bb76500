package canary.util;

interface HasNoSubject {}
