package dev.sallyport.testapps.guarded;

import java.util.Arrays;
import java.util.List;

/** A column of the matrix in {@code docs/http.md}. */
enum HttpCell {
  ALLOWED("allowed"),
  METHOD("forbidden method"),
  PATH("forbidden path"),
  REDIRECT_OUT("redirect out"),
  REDIRECT_IN("redirect in"),
  ASYNC("async"),
  POOLED("pooled reuse"),
  TLS("TLS"),
  WRONG_HOST("wrong-host credential"),
  WITHHELD("withheld credential"),
  PASSTHROUGH("passthrough");

  private final String title;

  HttpCell(String title) {
    this.title = title;
  }

  static List<String> titles() {
    return Arrays.stream(values()).map(HttpCell::toString).toList();
  }

  @Override
  public String toString() {
    return title;
  }
}
