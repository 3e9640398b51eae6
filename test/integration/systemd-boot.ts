/**
 * Starts systemd as the first process of a namespace, with a copy of this host's files in memory, and without network. Its arguments: an empty
 * folder, the name of a control group, and a script that prepares the files, with the root folder of the new host as its working folder. The
 * folder then has `pid`: the process whose only child is systemd.
 */
export const bootScript = `
folder=$1 group=$2
echo $$ > "$folder/pid"
mkdir "$folder/mount"
mount --make-rprivate /
mount -t cgroup2 cgroup2 "$folder/mount"
mkdir "$folder/mount/$group"
echo $$ > "$folder/mount/$group/cgroup.procs"
umount "$folder/mount"
exec unshare --mount --pid --net --uts --ipc --cgroup --fork --kill-child bash -ec "$4" boot "$folder/mount" "$3"
`;

/** The second half, inside of the namespaces. */
export const initScript = `
ip link set lo up
mount -t tmpfs tmpfs "$1"
cd "$1"
mkdir upper work root
mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work root
cd root
mount -t proc proc proc
# What is the whole kernel's stays as it is.
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs tmpfs run
mount -t tmpfs tmpfs dev
mkdir dev/shm dev/pts
mount -t devpts -o newinstance,ptmxmode=666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
for device in null zero full random urandom tty; do
  touch dev/$device
  mount --bind /dev/$device dev/$device
done
: > etc/fstab
for unit in usr/lib/systemd/system/sysinit.target.wants/*; do
  case $unit in */systemd-journald.service) ;; *) ln -sf /dev/null etc/systemd/system/\${unit##*/} ;; esac
done
printf '[Unit]\\nDefaultDependencies=no\\n' > etc/systemd/system/host.target
mkdir -p root/install
bash -ec "$2"
pivot_root . mnt
cd /
umount -l /mnt
# A credential is mounted from a process of its own.
mount --make-rshared /
exec env -i container=test PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --unit=host.target --log-target=console
`;

/** Removes the control group: its arguments are an empty folder and its name. */
export const removeScript = `
mount --make-rprivate /
mount -t cgroup2 cgroup2 "$1"
find "$1/$2" -depth -type d -exec rmdir {} +
`;
