package dev.sallyport.agent.approval;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which servers ask and approvers answer. Whoever can write there can approve, so
 * it is one user's, and what is in it is taken from that user's files only.
 *
 * <p>A file appears there whole, or not at all. Files are read and written through streams: a
 * channel closes itself when its thread is interrupted.
 */
public final class Folder {
  private static final String NAME = "approvals";
  private static final String QUESTION = ".ask";
  private static final String ANSWER = ".answer";
  private static final String TEMPORARY = ".new";

  private static final FileAttribute<?> OWN_DIRECTORY = permissions("rwx------");
  private static final FileAttribute<?> OWN_FILE = permissions("rw-------");

  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /** Longer than any question: its arguments, and half as much again for their escapes. */
  private static final int LONGEST = 1 << 19;

  private static final int MOST = 4096;

  /** What has no question any more was left behind by who wrote it. */
  private static final Duration LEFT = Duration.ofHours(1);

  private final Path directory;

  private Folder(Path directory) {
    this.directory = directory;
  }

  public static Folder of(File directory) {
    return new Folder(directory.getAbsoluteFile().toPath());
  }

  /**
   * The one that is used where none is named: beside the audit files, see {@link
   * dev.sallyport.agent.audit.AuditLocation#state}.
   */
  public static File usual(File state) {
    return new File(state, NAME);
  }

  public File file() {
    return directory.toFile();
  }

  private static FileAttribute<?> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  /** Why it can't be used; null where it can, or is not there yet. */
  public @Nullable String problem() {
    try {
      check();
      return null;
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException | UnsupportedOperationException e) {
      return e.getMessage();
    }
  }

  private PosixFileAttributes check() throws IOException {
    PosixFileAttributes its = attributes(directory);
    if (!its.isDirectory()) {
      throw new IOException(directory + " is no directory, or a link");
    }
    for (PosixFilePermission permission : its.permissions()) {
      if (OF_OTHERS.contains(permission)) {
        throw new IOException(directory + " can be written by others");
      }
    }
    return its;
  }

  private static PosixFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Asks. */
  void ask(Question question) throws IOException {
    Files.createDirectories(directory.getParent(), OWN_DIRECTORY);
    try {
      Files.createDirectory(directory, OWN_DIRECTORY);
    } catch (FileAlreadyExistsException sinceThen) {
      check();
    }
    Path temporary = write(question.id(), question.text());
    try {
      Files.move(temporary, path(question.id(), QUESTION), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Answers, once: of two answers to one question the first is the one. */
  public void answer(Answer answer) throws IOException {
    Path temporary = write(answer.id(), answer.text());
    try {
      Files.createLink(path(answer.id(), ANSWER), temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** A file of this process' user in a directory of another's would be that one's to replace. */
  private Path write(String id, Properties text) throws IOException {
    PosixFileAttributes its = check();
    Path temporary = path(id, "." + ProcessHandle.current().pid() + TEMPORARY);
    Files.deleteIfExists(temporary);
    Files.createFile(temporary, OWN_FILE);
    try {
      if (!attributes(temporary).owner().equals(its.owner())) {
        // The administrator may answer for a user.
        Files.setOwner(temporary, its.owner());
      }
      try (OutputStream out = new FileOutputStream(temporary.toFile())) {
        text.store(out, null);
      }
      return temporary;
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  /** The answer to a question; null while there is none. */
  @Nullable Answer answerTo(String id) throws IOException {
    Properties text = read(path(id, ANSWER));
    return text == null ? null : Answer.read(text);
  }

  /** When a question was answered; null while it is not. */
  @Nullable Instant answeredAt(String id) throws IOException {
    try {
      return attributes(path(id, ANSWER)).lastModifiedTime().toInstant();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Whether it was answered. */
  public boolean isAnswered(String id) throws IOException {
    return answerTo(id) != null;
  }

  /** The question of that id; null where there is none. */
  public @Nullable Question question(String id) throws IOException {
    Properties text = isId(id) ? read(path(id, QUESTION)) : null;
    Question question = text == null ? null : Question.read(text);
    return question != null && question.id().equals(id) ? question : null;
  }

  /** All that is asked, also what is too late. */
  public List<Question> questions() throws IOException {
    List<Question> questions = new ArrayList<>();
    for (String name : names()) {
      if (name.endsWith(QUESTION)) {
        Question question = question(name.substring(0, name.length() - QUESTION.length()));
        if (question != null) {
          questions.add(question);
        }
      }
    }
    return questions;
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (names.size() < MOST) {
          names.add(file.getFileName().toString());
        }
      }
    } catch (NoSuchFileException e) {
      return names;
    }
    return names;
  }

  /** Null where it is not there. */
  private @Nullable Properties read(Path file) throws IOException {
    PosixFileAttributes its;
    try {
      its = attributes(file);
    } catch (NoSuchFileException e) {
      return null;
    }
    if (!its.isRegularFile()
        || !its.owner().equals(check().owner())
        || its.permissions().contains(PosixFilePermission.GROUP_WRITE)
        || its.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IOException(file + " is not of the directory's owner alone");
    }
    byte[] bytes;
    try (InputStream in = new FileInputStream(file.toFile())) {
      bytes = in.readNBytes(LONGEST);
    } catch (FileNotFoundException e) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
      return null;
    }
    Properties text = new Properties();
    try {
      text.load(new ByteArrayInputStream(bytes));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " can't be read", e);
    }
    return text;
  }

  /** Nothing of that id is asked or answered any more. */
  void remove(String id) throws IOException {
    Files.deleteIfExists(path(id, QUESTION));
    removeAnswer(id);
  }

  void removeAnswer(String id) throws IOException {
    Files.deleteIfExists(path(id, ANSWER));
  }

  /** Removes what is too late, and what is left of others. */
  public void sweep(Instant now) throws IOException {
    for (String name : names()) {
      int dot = name.indexOf('.');
      String id = dot < 0 ? "" : name.substring(0, dot);
      if (!isId(id)) {
        continue;
      }
      if (name.endsWith(QUESTION)) {
        Question question = question(id);
        if (question != null && question.until().isBefore(now)) {
          remove(id);
        }
      } else if (!Files.exists(path(id, QUESTION)) && isOld(directory.resolve(name), now)) {
        Files.deleteIfExists(directory.resolve(name));
      }
    }
  }

  private static boolean isOld(Path file, Instant now) throws IOException {
    try {
      return attributes(file).lastModifiedTime().toInstant().isBefore(now.minus(LEFT));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static boolean isId(String text) {
    return Ids.isOne(text);
  }

  private Path path(String id, String suffix) {
    return directory.resolve(id + suffix);
  }
}
