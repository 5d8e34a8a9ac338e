package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.SocksProxy;
import dev.sallyport.testapps.UdpListener;
import dev.sallyport.testapps.UnixListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;

/** What an operation leaves in the world, seen from outside the server. */
interface World {
  /**
   * Fails if there is any trace of the operation.
   *
   * @param answer the text that the client got, which is where what is only read would go
   */
  void assertUntouched(String answer);

  /** Fails unless the operation happened as it was asked for. */
  void assertHappened(String answer);

  /** Something is read, and can only go into the answer. */
  static World answer(String disclosed) {
    return new World() {
      @Override
      public void assertUntouched(String answer) {
        assertThat(answer).doesNotContain(disclosed);
      }

      @Override
      public void assertHappened(String answer) {
        assertThat(answer).contains(disclosed);
      }
    };
  }

  /** A file or link comes to be. */
  static World created(Path file) {
    return new World() {
      @Override
      public void assertUntouched(String answer) {
        assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).as("%s exists", file).isFalse();
      }

      @Override
      public void assertHappened(String answer) {
        assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS)).as("%s exists", file).isTrue();
      }
    };
  }

  /** A file that is there has other content afterwards. */
  static World changed(Path file, String before, String after) {
    return new World() {
      @Override
      public void assertUntouched(String answer) {
        assertThat(file).hasContent(before);
      }

      @Override
      public void assertHappened(String answer) {
        assertThat(file).hasContent(after);
      }
    };
  }

  /** A file that is there is gone afterwards. */
  static World removed(Path file, String before) {
    return new World() {
      @Override
      public void assertUntouched(String answer) {
        assertThat(file).hasContent(before);
      }

      @Override
      public void assertHappened(String answer) {
        assertThat(file).doesNotExist();
      }
    };
  }

  /** A file gets an extended attribute. */
  static World tagged(Path file, String tag) {
    return new World() {
      @Override
      public void assertUntouched(String answer) {
        assertThat(tags()).isEmpty();
      }

      @Override
      public void assertHappened(String answer) {
        assertThat(tags()).containsExactly(tag);
      }

      private List<String> tags() {
        try {
          return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class).list();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  /** A file gets the times of 1970. */
  static World touched(Path file) {
    return new World() {
      @Override
      public void assertUntouched(String answer) {
        assertThat(file.toFile().lastModified()).isPositive();
      }

      @Override
      public void assertHappened(String answer) {
        assertThat(file.toFile().lastModified()).isZero();
      }
    };
  }

  /** Something comes to be in a directory, under any name. */
  static World filled(Path directory) {
    return new World() {
      @Override
      public void assertUntouched(String answer) {
        assertThat(directory).isEmptyDirectory();
      }

      @Override
      public void assertHappened(String answer) {
        assertThat(directory).isNotEmptyDirectory();
      }
    };
  }

  /** Both. */
  static World both(World one, World other) {
    return new World() {
      @Override
      public void assertUntouched(String answer) {
        one.assertUntouched(answer);
        other.assertUntouched(answer);
      }

      @Override
      public void assertHappened(String answer) {
        one.assertHappened(answer);
        other.assertHappened(answer);
      }
    };
  }

  /** Someone connects to a service. */
  static World connection(LoopbackListener service) {
    return new World() {
      @Override
      public void assertUntouched(String answer) {
        assertThat(service.accepted()).as("connections").isZero();
      }

      @Override
      public void assertHappened(String answer) {
        assertThat(service.accepted()).as("connections").isPositive();
      }
    };
  }

  /** A request is sent to a service, on a connection that may have been made before. */
  static World request(LoopbackListener service, String start) {
    return new World() {
      @Override
      public void assertUntouched(String answer) {
        assertThat(service.received()).isEmpty();
      }

      @Override
      public void assertHappened(String answer) {
        assertThat(service.received()).startsWith(start);
      }
    };
  }

  /** A datagram is sent to a service. */
  static World datagram(UdpListener service, String text) {
    return new World() {
      @Override
      public void assertUntouched(String answer) {
        assertThat(service.received()).isEmpty();
      }

      @Override
      public void assertHappened(String answer) {
        assertThat(service.received()).containsExactly(text);
      }
    };
  }

  /** A proxy is asked for a target. */
  static World tunnel(SocksProxy proxy, String target) {
    return new World() {
      @Override
      public void assertUntouched(String answer) {
        assertThat(proxy.targets()).isEmpty();
      }

      @Override
      public void assertHappened(String answer) {
        assertThat(proxy.targets()).containsExactly(target);
      }
    };
  }

  /** Text is written to a service in the file system. */
  static World written(UnixListener service, String text) {
    return new World() {
      @Override
      public void assertUntouched(String answer) {
        assertThat(service.next()).isNull();
      }

      @Override
      public void assertHappened(String answer) {
        assertThat(service.next()).isEqualTo(text);
      }
    };
  }
}
