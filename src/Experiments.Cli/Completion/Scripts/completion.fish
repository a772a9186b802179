# Completion of experiments for fish. Made by: experiments completion fish
function __experiments_suggest
    set -l words (commandline -opc) (commandline -ct)
    # Other projects have one of this name too.
    set -l typed (realpath -- (string replace -r '^~' $HOME -- $words[1]) 2>/dev/null)
    if test (basename -- $words[1]) != experiments; and test "$typed" != @LAUNCHER@
        __fish_complete_path (commandline -ct)
        return
    end

    set -l found (dotnet @PROGRAM@ suggest -- $words[2..-1] 2>/dev/null)
    if set -q found[1]
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
for name in experiments @NAME@
    complete -c $name -f -a '(__experiments_suggest)'
end
