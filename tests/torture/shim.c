/*
 * What a program does to files, counted across all processes of a run, and struck once.
 *
 * Loaded into learnorg and every git below it (LD_PRELOAD). A shared board, mapped from the
 * file that TORTURE_BOARD names, holds the count, the point at which to strike, and how.
 * The board also remembers which inodes were written and not brought to the disk since, so
 * that a power cut can be played after the kill. faults.py lays the board out and reads it.
 */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { COUNT, KILL, FULL, FAIL, INTERRUPT, KILL_ONE };   /* what to do at the point */
enum { SHRINKS, GROWS };                       /* whether a call wants room on the disk */

#define SLOTS 4096
#define TRACE 262144

struct board {
    _Atomic int64_t count;
    int64_t point;
    int64_t fault;
    int64_t error;
    _Atomic int64_t fired;
    _Atomic int64_t traced;
    char what[512];
    struct { _Atomic uint64_t inode; _Atomic int64_t dirty; } slots[SLOTS];
    char trace[TRACE];
};

static struct board *board;

__attribute__((constructor)) static void begin(void)
{
    const char *name = getenv("TORTURE_BOARD");
    if (!name)
        return;
    int file = syscall(SYS_openat, AT_FDCWD, name, O_RDWR | O_CLOEXEC);
    if (file < 0)
        return;
    void *place = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    syscall(SYS_close, file);
    if (place != MAP_FAILED)
        board = place;
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) \
        real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* The error that a call is to fail with; 0 where it may go on; -1 where half of it may. */
static int strike(const char *call, int grows, const char *path)
{
    if (!board)
        return 0;
    int64_t n = atomic_fetch_add(&board->count, 1) + 1;
    if (board->fault == COUNT) {
        char line[512];
        int size = snprintf(line, sizeof line, "%s %s\n", call, path ? path : "");
        int64_t at = atomic_fetch_add(&board->traced, size);
        if (size < (int)sizeof line && at + size < TRACE)
            memcpy(board->trace + at, line, size);
        return 0;
    }
    if (n == board->point) {
        snprintf(board->what, sizeof board->what, "%s %s", call, path ? path : "");
        board->fired = 1;
        switch (board->fault) {
        case KILL:
            kill(0, SIGKILL);
            for (;;)
                pause();
        case KILL_ONE:
            kill(getpid(), SIGKILL);
            for (;;)
                pause();
        case INTERRUPT:
            kill(0, SIGINT);
            return 0;
        case FULL:
            return strstr(call, "write") ? -1 : (int)board->error;
        default:
            return (int)board->error;
        }
    }
    /* A full disk stays full; what gives room back goes on working. */
    if (board->fault == FULL && board->point && n > board->point && grows)
        return (int)board->error;
    return 0;
}

static void mark(int file, int dirty)
{
    struct stat at;
    if (!board || fstat(file, &at) || !S_ISREG(at.st_mode))
        return;
    for (unsigned n = 0, slot = at.st_ino % SLOTS; n < SLOTS; n++, slot = (slot + 1) % SLOTS) {
        uint64_t none = 0;
        if (board->slots[slot].inode == at.st_ino
            || atomic_compare_exchange_strong(&board->slots[slot].inode, &none, at.st_ino)
            || none == at.st_ino) {
            board->slots[slot].dirty = dirty;
            return;
        }
    }
}

static void all_synced(void)
{
    for (unsigned slot = 0; board && slot < SLOTS; slot++)
        board->slots[slot].dirty = 0;
}

static int is_file(int file)
{
    struct stat at;
    int before = errno;
    int yes = board && !fstat(file, &at) && S_ISREG(at.st_mode);
    errno = before;
    return yes;
}

static const char *named(int file, char *into, size_t size)
{
    char link[64];
    int before = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t got = readlink(link, into, size - 1);
    into[got > 0 ? got : 0] = 0;
    errno = before;
    return into;
}

#define STRUCK(call, grows, path) \
    do { \
        int error = strike(call, grows, path); \
        if (error > 0) { \
            errno = error; \
            return -1; \
        } \
    } while (0)

/* ---- opening ---- */

static int changes(const char *path, int flags)
{
    if (!strcmp(path, "/dev/null") || !strcmp(path, "/dev/tty") || !strncmp(path, "/proc/", 6))
        return 0;
    return (flags & (O_CREAT | O_TRUNC)) || (flags & O_ACCMODE) == O_WRONLY
        || (flags & O_TMPFILE) == O_TMPFILE;
}

#define MODE_OF(flags) \
    mode_t mode = 0; \
    if (((flags) & O_CREAT) || ((flags) & O_TMPFILE) == O_TMPFILE) { \
        va_list rest; \
        va_start(rest, flags); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        REAL(name); \
        MODE_OF(flags) \
        if (!changes(path, flags)) \
            return real(path, flags, mode); \
        STRUCK("open", GROWS, path); \
        int file = real(path, flags, mode); \
        if (file >= 0 && (flags & (O_TRUNC | O_EXCL))) \
            mark(file, 1); \
        return file; \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int at, const char *path, int flags, ...) \
    { \
        REAL(name); \
        MODE_OF(flags) \
        if (!changes(path, flags)) \
            return real(at, path, flags, mode); \
        STRUCK("openat", GROWS, path); \
        int file = real(at, path, flags, mode); \
        if (file >= 0 && (flags & (O_TRUNC | O_EXCL))) \
            mark(file, 1); \
        return file; \
    }
OPENAT(openat)
OPENAT(openat64)

#define FOPEN(name) \
    FILE *name(const char *path, const char *mode) \
    { \
        REAL(name); \
        if (strpbrk(mode, "wa+")) { \
            int error = strike("fopen", GROWS, path); \
            if (error > 0) { \
                errno = error; \
                return NULL; \
            } \
        } \
        return real(path, mode); \
    }
FOPEN(fopen)
FOPEN(fopen64)

/* ---- writing ---- */

#define WRITTEN(call, ...) \
    char name[256]; \
    if (!is_file(file)) \
        return real(__VA_ARGS__); \
    int error = strike(call, GROWS, named(file, name, sizeof name)); \
    if (error > 0 || (error < 0 && size < 2)) { \
        errno = error > 0 ? error : (int)board->error; \
        return -1; \
    } \
    if (error < 0) \
        size /= 2; \
    mark(file, 1); \
    return real(__VA_ARGS__)

ssize_t write(int file, const void *data, size_t size)
{
    REAL(write);
    WRITTEN("write", file, data, size);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t at)
{
    REAL(pwrite);
    WRITTEN("pwrite", file, data, size, at);
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t at)
{
    REAL(pwrite64);
    WRITTEN("pwrite", file, data, size, at);
}

ssize_t writev(int file, const struct iovec *parts, int size)
{
    REAL(writev);
    WRITTEN("writev", file, parts, size);
}

ssize_t sendfile(int file, int from, off_t *at, size_t size)
{
    REAL(sendfile);
    WRITTEN("sendfile", file, from, at, size);
}

ssize_t sendfile64(int file, int from, off64_t *at, size_t size)
{
    REAL(sendfile64);
    WRITTEN("sendfile", file, from, at, size);
}

ssize_t copy_file_range(int from, off64_t *there, int file, off64_t *here, size_t size,
                        unsigned flags)
{
    REAL(copy_file_range);
    WRITTEN("copy_file_range", from, there, file, here, size, flags);
}

#define TRUNCATE(name, type) \
    int name(int file, type size) \
    { \
        REAL(name); \
        char path[256]; \
        STRUCK("ftruncate", SHRINKS, named(file, path, sizeof path)); \
        mark(file, 1); \
        return real(file, size); \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

/* ---- to the disk ---- */

#define SYNC(name) \
    int name(int file) \
    { \
        REAL(name); \
        char path[256]; \
        STRUCK(#name, SHRINKS, named(file, path, sizeof path)); \
        if (strstr(path, "/bulk_fsync_")) \
            all_synced();   /* git's batches: this one flushes what was sent before it */ \
        mark(file, 0); \
        return real(file); \
    }
SYNC(fsync)
SYNC(fdatasync)

void sync(void)
{
    REAL(sync);
    strike("sync", SHRINKS, "");
    all_synced();
    real();
}

int syncfs(int file)
{
    REAL(syncfs);
    STRUCK("syncfs", SHRINKS, "");
    all_synced();
    return real(file);
}

/* ---- names ---- */

int rename(const char *from, const char *to)
{
    REAL(rename);
    STRUCK("rename", GROWS, to);
    return real(from, to);
}

int renameat(int here, const char *from, int there, const char *to)
{
    REAL(renameat);
    STRUCK("renameat", GROWS, to);
    return real(here, from, there, to);
}

int renameat2(int here, const char *from, int there, const char *to, unsigned flags)
{
    REAL(renameat2);
    STRUCK("renameat2", GROWS, to);
    return real(here, from, there, to, flags);
}

int link(const char *from, const char *to)
{
    REAL(link);
    STRUCK("link", GROWS, to);
    return real(from, to);
}

int linkat(int here, const char *from, int there, const char *to, int flags)
{
    REAL(linkat);
    STRUCK("linkat", GROWS, to);
    return real(here, from, there, to, flags);
}

int symlink(const char *from, const char *to)
{
    REAL(symlink);
    STRUCK("symlink", GROWS, to);
    return real(from, to);
}

int unlink(const char *path)
{
    REAL(unlink);
    STRUCK("unlink", SHRINKS, path);
    return real(path);
}

int unlinkat(int at, const char *path, int flags)
{
    REAL(unlinkat);
    STRUCK("unlinkat", SHRINKS, path);
    return real(at, path, flags);
}

int mkdir(const char *path, mode_t mode)
{
    REAL(mkdir);
    STRUCK("mkdir", GROWS, path);
    return real(path, mode);
}

int mkdirat(int at, const char *path, mode_t mode)
{
    REAL(mkdirat);
    STRUCK("mkdirat", GROWS, path);
    return real(at, path, mode);
}

int rmdir(const char *path)
{
    REAL(rmdir);
    STRUCK("rmdir", SHRINKS, path);
    return real(path);
}

int chmod(const char *path, mode_t mode)
{
    REAL(chmod);
    STRUCK("chmod", SHRINKS, path);
    return real(path, mode);
}

int fchmod(int file, mode_t mode)
{
    REAL(fchmod);
    char path[256];
    STRUCK("fchmod", SHRINKS, named(file, path, sizeof path));
    return real(file, mode);
}

int fchmodat(int at, const char *path, mode_t mode, int flags)
{
    REAL(fchmodat);
    STRUCK("fchmodat", SHRINKS, path);
    return real(at, path, mode, flags);
}
